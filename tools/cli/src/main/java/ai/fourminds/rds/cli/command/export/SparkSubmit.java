package ai.fourminds.rds.cli.command.export;

import ai.fourminds.rds.cli.failure.CommandFailure;
import ai.fourminds.rds.cli.failure.Fault;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds {@code spark-submit} and the jars for it. Stateless. */
final class SparkSubmit {
    private static final String MAIN = "ai.fourminds.rds.spark.SparkExport";
    private static final Pattern JOB = Pattern.compile("fourminds-rds-spark-[0-9][^/]*\\.jar");
    private static final Pattern DRIVER = Pattern.compile("fourminds-rds-[0-9][^/]*\\.jar");

    private SparkSubmit() {}

    /** Returns the path of {@code spark-submit}. */
    static Path program(Map<String, String> environment) throws CommandFailure {
        String name = isWindows() ? "spark-submit.cmd" : "spark-submit";
        String home = environment.getOrDefault("SPARK_HOME", "");
        List<Path> places = new ArrayList<>();
        if (!home.isEmpty()) {
            places.add(Path.of(home, "bin", name));
        } else {
            for (String folder : environment.getOrDefault("PATH", "").split(Pattern.quote(File.pathSeparator), -1)) {
                places.add(Path.of(folder, name));
            }
        }
        return places.stream()
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new CommandFailure(Fault.usage(
                        "spark-missing",
                        home.isEmpty()
                                ? "Apache Spark was not found: SPARK_HOME is not set, and there is no spark-submit on the PATH."
                                : "Apache Spark was not found: there is no bin/spark-submit in SPARK_HOME (" + home
                                        + ").",
                        "Unpack Spark 4 (or 3.5 for Scala 2.13) and set SPARK_HOME to its folder. One machine is enough"
                                + " for 'fourminds-rds export --max-rows 0', which needs no Spark.")));
    }

    /** Returns the options with the main class and the driver's jar. */
    static List<String> classPath(List<Path> given) throws CommandFailure {
        return List.of("--class", MAIN, "--jars", jar(given, DRIVER).toString());
    }

    /** Returns the path of the job's jar. */
    static Path job(List<Path> given) throws CommandFailure {
        return jar(given, JOB);
    }

    private static Path jar(List<Path> given, Pattern name) throws CommandFailure {
        Stream<Path> places = given.isEmpty() ? around().stream().flatMap(SparkSubmit::files) : given.stream();
        return places.filter(
                        file -> name.matcher(String.valueOf(file.getFileName())).matches())
                .filter(Files::isRegularFile)
                .findFirst()
                .orElseThrow(
                        () -> new CommandFailure(
                                Fault.usage(
                                        "spark-jars-missing",
                                        "No file "
                                                + (name == JOB
                                                        ? "fourminds-rds-spark-<version>.jar"
                                                        : "fourminds-rds-<version>.jar")
                                                + " was found "
                                                + (given.isEmpty() ? "beside this program." : "in --spark-jars."),
                                        "Name both jars: --spark-jars fourminds-rds-spark-<version>.jar,fourminds-rds-<version>.jar.")));
    }

    /** Returns the files beside this program's jar, and in a checkout's build folders. */
    private static List<Path> around() {
        return own().map(own -> own.toAbsolutePath().normalize())
                .map(own -> Stream.of("", "lib", "../lib", "../../spark/target", "../../bundle/target")
                        .map(place -> own.resolveSibling(place).normalize())
                        .toList())
                .orElse(List.of());
    }

    private static Optional<Path> own() {
        try {
            return Optional.of(Path.of(SparkSubmit.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI()));
        } catch (URISyntaxException unnamed) {
            return Optional.empty();
        }
    }

    private static Stream<Path> files(Path folder) {
        if (!Files.isDirectory(folder)) {
            return Stream.empty();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList().stream();
        } catch (IOException unreadable) {
            // Treated as empty: the failure then says how to name the jars.
            return Stream.empty();
        }
    }

    private static boolean isWindows() {
        return System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows");
    }
}
