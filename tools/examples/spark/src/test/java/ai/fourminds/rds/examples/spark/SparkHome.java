package ai.fourminds.rds.examples.spark;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A Spark as one unpacks it: its jars in a folder, the script that starts its launcher, defaults that keep to loopback.
 * What is run in it are JVMs of their own. Immutable.
 */
final class SparkHome {
    private static final List<String> DEFAULTS = List.of(
            "spark.master local[2]",
            "spark.driver.host 127.0.0.1",
            "spark.driver.bindAddress 127.0.0.1",
            "spark.driver.memory 512m",
            "spark.driver.extraJavaOptions -XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
            "spark.executor.memory 512m",
            "spark.executor.extraJavaOptions -XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
            "spark.sql.shuffle.partitions 2",
            "spark.ui.enabled false");

    private final Path folder;

    private SparkHome(Path folder) {
        this.folder = folder;
    }

    /** Lays it out, in place of what an earlier run has left. */
    static SparkHome layOut(Path folder) throws IOException {
        Path jars = Files.createDirectories(folder.resolve("jars"));
        try (Stream<Path> earlier = Files.list(jars)) {
            for (Path jar : earlier.toList()) {
                Files.delete(jar);
            }
        }
        String classPath = Files.readString(Path.of(System.getProperty("submit.spark")));
        for (String jar : classPath.strip().split(File.pathSeparator)) {
            Path there = Path.of(jar);
            Files.createSymbolicLink(jars.resolve(there.getFileName()), there);
        }
        Path script = Files.createDirectories(folder.resolve("bin")).resolve("spark-submit");
        try (var text = Objects.requireNonNull(SparkHome.class.getResourceAsStream("/spark-submit"))) {
            Files.write(script, text.readAllBytes());
        }
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path configuration = Files.createDirectories(folder.resolve("conf"));
        Files.write(configuration.resolve("spark-defaults.conf"), DEFAULTS);
        return new SparkHome(folder);
    }

    /** Runs a command as it is typed, in the folder of the two jars, with spark-submit on the PATH. */
    Answer typed(String command, Map<String, String> environment) throws IOException, InterruptedException {
        return run(List.of("bash", "-c", command), environment);
    }

    /** Runs a program there. */
    Answer run(List<String> line, Map<String, String> environment) throws IOException, InterruptedException {
        Path stdout = Files.createTempFile(folder, "stdout", "");
        Path stderr = Files.createTempFile(folder, "stderr", "");
        ProcessBuilder builder = new ProcessBuilder(line)
                .directory(Path.of(System.getProperty("submit.jars")).toFile())
                .redirectOutput(stdout.toFile())
                .redirectError(stderr.toFile());
        var variables = builder.environment();
        variables.put("JAVA_HOME", System.getProperty("java.home"));
        variables.put("SPARK_HOME", folder.toString());
        variables.put("SPARK_LOCAL_IP", "127.0.0.1");
        variables.merge("PATH", "", (path, unused) -> folder.resolve("bin") + File.pathSeparator + path);
        variables.putAll(environment);
        int code = builder.start().waitFor();
        return new Answer(code, Files.readString(stdout), Files.readString(stderr));
    }

    /** What a program ended with and wrote. */
    record Answer(int code, String stdout, String stderr) {}
}
