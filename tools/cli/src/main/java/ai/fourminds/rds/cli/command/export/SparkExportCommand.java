package ai.fourminds.rds.cli.command.export;

import ai.fourminds.rds.RdsFleet;
import ai.fourminds.rds.SettingInfo;
import ai.fourminds.rds.cli.command.session.Command;
import ai.fourminds.rds.cli.command.session.ProgramWord;
import ai.fourminds.rds.cli.command.session.Session;
import ai.fourminds.rds.cli.failure.CommandFailure;
import ai.fourminds.rds.cli.failure.ExitCode;
import ai.fourminds.rds.cli.output.Console.Verbosity;
import ai.fourminds.rds.cli.output.Format;
import ai.fourminds.rds.cli.output.text.ShellWords;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Unmatched;

/** {@code spark-export}: runs the export on Apache Spark with {@code spark-submit}. For one thread. */
@CommandLine.Command(
        customSynopsis =
                "fourminds-rds spark-export [--submit=WORD]... INSTANCE DATABASE [TABLE... | --all] --out PATH [OPTION...]",
        footer = {
            "",
            "The job's own options: --all, --include, --exclude, --out, --file-format csv|parquet, --task-mb, --jobs,",
            "--resume, --overwrite, --gzip, --guard-formulas, --null-text, --geometry, --set, and the connection settings."
        })
public final class SparkExportCommand implements Command.WithoutSettings {
    private static final String MAIN = "ai.fourminds.rds.spark.SparkExport";
    private static final Pattern JOB = Pattern.compile("fourminds-rds-spark-[0-9][^/]*\\.jar");
    private static final Pattern DRIVER = Pattern.compile("fourminds-rds-[0-9][^/]*\\.jar");

    private final Map<String, String> environment;

    @Option(
            names = "--submit",
            paramLabel = "WORD",
            description = "A word for spark-submit itself: --submit=--master --submit=yarn; may be repeated.")
    private List<String> submit = new ArrayList<>();

    @Option(
            names = "--spark-jars",
            paramLabel = "FILE",
            split = ",",
            description = "The jars fourminds-rds-spark and fourminds-rds. Default: those beside this program.")
    private List<Path> jars = new ArrayList<>();

    @Unmatched
    private List<String> job = new ArrayList<>();

    /** Creates a command that finds Spark through this environment. The job inherits the process's environment. */
    public SparkExportCommand(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    @Override
    public ExitCode run(Session session) throws IOException, CommandFailure {
        session.refuseCsv();
        refuseSecrets();
        List<String> line = new ArrayList<>();
        line.addAll(List.of(
                program().toString(), "--class", MAIN, "--jars", jar(DRIVER).toString()));
        line.addAll(submit);
        line.add(jar(JOB).toString());
        line.addAll(job);
        line.addAll(sharedOptions(session));
        if (session.console().verbosity() == Verbosity.VERBOSE) {
            session.console().say("starts " + ShellWords.line(line));
        }
        // When this program is ended, it ends the job too, even while the job starts.
        Thread ending =
                new Thread(() -> ProcessHandle.current().children().forEach(ProcessHandle::destroy), "spark-submit");
        Runtime.getRuntime().addShutdownHook(ending);
        Process spark = new ProcessBuilder(line).inheritIO().start();
        try {
            int code = spark.waitFor();
            Runtime.getRuntime().removeShutdownHook(ending);
            return Stream.of(ExitCode.values())
                    .filter(exit -> exit.number() == code)
                    .findFirst()
                    .orElse(ExitCode.PARTIAL);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return ExitCode.INTERRUPTED;
        }
    }

    /** Returns the options of this program that the job shares. */
    private static List<String> sharedOptions(Session session) {
        List<String> words = new ArrayList<>();
        if (session.format() != Format.TABLE) {
            words.addAll(List.of("--format", session.format().name().toLowerCase(Locale.ROOT)));
        }
        switch (session.console().verbosity()) {
            case VERBOSE -> words.add("--verbose");
            case QUIET -> words.add("--quiet");
            case NORMAL -> {}
        }
        return words;
    }

    private void refuseSecrets() throws CommandFailure {
        List<String> words = Stream.concat(job.stream(), submit.stream()).toList();
        for (SettingInfo setting : RdsFleet.settings()) {
            boolean typed = words.stream().anyMatch(word -> names(word, setting.name()));
            if (setting.secret() && typed) {
                String variable = setting.environmentVariable();
                throw CommandFailure.usage(
                        "secret-as-argument",
                        "The setting '" + setting.name() + "' is a secret and is not taken as an argument,"
                                + " which other users of the machine can see.",
                        "Set " + variable + " in the environment, and for executors spark.executorEnv." + variable
                                + " in Spark's configuration file; better still, give them an IAM role.");
            }
        }
    }

    /** Whether a word sets a setting, in any spelling: {@code --set=name=}, {@code -Dx.NAME=}, {@code --na-me}. */
    private static boolean names(String word, String setting) {
        String plain = plain(setting);
        String[] parts = word.split("=", -1);
        boolean option = parts.length == 1 && word.startsWith("-");
        return (option && plain(word).equals(plain))
                || Arrays.stream(parts, 0, parts.length - 1)
                        .anyMatch(part -> plain(part).endsWith(plain));
    }

    private static String plain(String name) {
        return name.replaceAll("[^A-Za-z0-9]", "").toLowerCase(Locale.ROOT);
    }

    private Path program() throws CommandFailure {
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
                .orElseThrow(() -> CommandFailure.usage(
                        "spark-missing",
                        home.isEmpty()
                                ? "Apache Spark was not found: SPARK_HOME is not set, and there is no spark-submit on the PATH."
                                : "Apache Spark was not found: there is no bin/spark-submit in SPARK_HOME (" + home
                                        + ").",
                        "Unpack Spark 4 (or 3.5 for Scala 2.13) and set SPARK_HOME to its folder. One machine is enough"
                                + " for 'fourminds-rds export --max-rows 0', which needs no Spark."));
    }

    /** Returns the jar of this name: one that the user gave, else one beside this program. */
    private Path jar(Pattern name) throws CommandFailure {
        Stream<Path> places = jars.isEmpty() ? around().stream().flatMap(SparkExportCommand::files) : jars.stream();
        return places.filter(
                        file -> name.matcher(String.valueOf(file.getFileName())).matches())
                .filter(Files::isRegularFile)
                .findFirst()
                .orElseThrow(() -> CommandFailure.usage(
                        "spark-jars-missing",
                        "No file "
                                + (name == JOB ? "fourminds-rds-spark-<version>.jar" : "fourminds-rds-<version>.jar")
                                + " was found "
                                + (jars.isEmpty() ? "beside this program." : "in --spark-jars."),
                        "Name both jars: --spark-jars fourminds-rds-spark-<version>.jar,fourminds-rds-<version>.jar."));
    }

    /** Returns the files beside this program's jar, and in a checkout's build folders. */
    private static List<Path> around() {
        return ProgramWord.jar()
                .map(own -> own.toAbsolutePath().normalize())
                .map(own -> Stream.of("", "lib", "../lib", "../../spark/target", "../../bundle/target")
                        .map(place -> own.resolveSibling(place).normalize())
                        .toList())
                .orElse(List.of());
    }

    /** Returns a folder's files; none where it cannot be read, since the failure then says how to name the jars. */
    private static Stream<Path> files(Path folder) {
        File[] files = folder.toFile().listFiles();
        return files == null
                ? Stream.empty()
                : Arrays.stream(files).map(File::toPath).sorted();
    }

    private static boolean isWindows() {
        return System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows");
    }
}
