package ai.fourminds.rds.cli.command.demo;

import ai.fourminds.rds.RdsFleet;
import ai.fourminds.rds.SettingInfo;
import ai.fourminds.rds.cli.command.session.Command;
import ai.fourminds.rds.cli.command.session.Interruption;
import ai.fourminds.rds.cli.command.session.ProgramWord;
import ai.fourminds.rds.cli.command.session.Session;
import ai.fourminds.rds.cli.failure.CommandFailure;
import ai.fourminds.rds.cli.failure.ExitCode;
import ai.fourminds.rds.cli.local.LocalCloud;
import ai.fourminds.rds.cli.local.LocalClouds;
import ai.fourminds.rds.cli.local.LocalPlan;
import ai.fourminds.rds.cli.output.Console;
import ai.fourminds.rds.cli.output.Format;
import ai.fourminds.rds.cli.output.Json;
import ai.fourminds.rds.cli.output.text.ShellWords;
import ai.fourminds.rds.cli.output.text.Style;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** {@code local}: runs a local RDS until Ctrl-C. For one thread. */
@CommandLine.Command
public final class LocalCommand implements Command.WithoutSettings {
    private static final Path TOKEN_FILE = Path.of("fourminds-rds-web-identity-token");
    private static final int HIGHEST_PORT = 65_535;
    private static final List<String> METHODS = List.of("access-keys", "iam-role", "cognito");

    @Option(names = "--port", paramLabel = "PORT", description = "Port of the AWS operations. Default: any.")
    private int port;

    @Option(names = "--database-port", paramLabel = "PORT", description = "Port of prod-analytics. Default: any.")
    private int databasePort;

    @Option(
            names = "--instance-port",
            paramLabel = "INSTANCE=PORT",
            description = "Port of another instance, such as prod-orders=3306. Default: any. May be repeated.")
    private Map<String, Integer> instancePorts = new TreeMap<>();

    @Option(
            names = "--auth",
            paramLabel = "METHOD",
            description = "Whose settings to print: access-keys (default), iam-role or cognito. For iam-role a web"
                    + " identity token is written to the working directory, and deleted at the end.")
    private String auth = "access-keys";

    @Option(
            names = "--engine",
            paramLabel = "ENGINE",
            split = ",",
            description = "Whose databases to run: postgresql, mariadb, mysql, or several. Default: all.")
    private List<String> engines = List.of();

    @Option(
            names = "--cluster",
            paramLabel = "ENGINE",
            split = ",",
            description = "Engines to run a cluster of, three servers each: postgresql (prod-cluster), mysql"
                    + " (prod-shop-cluster). Default: none.")
    private List<String> clusters = List.of();

    @Override
    public ExitCode run(Session session) throws IOException, CommandFailure {
        session.refuseCsv();
        Console console = session.console();
        if (!METHODS.contains(auth)) {
            throw CommandFailure.usage(
                    "unknown-method",
                    "--auth: the local RDS cannot be tried with '" + auth + "'.",
                    "Give one of: " + String.join(", ", METHODS));
        }
        if (auth.equals("iam-role") && Files.exists(TOKEN_FILE, LinkOption.NOFOLLOW_LINKS)) {
            // Refused here as well, because servers take seconds to start.
            throw new FileAlreadyExistsException(TOKEN_FILE.toAbsolutePath().toString());
        }
        try (Interruption end = new Interruption();
                LocalCloud cloud = end.started(() -> start(line -> console.say(Style.DIM, line)))) {
            cloud.missingRequirements().forEach(console::say);
            cloud.clusters().forEach(console::say);
            print(cloud.settings(auth, TOKEN_FILE), session);
            console.say("This is not AWS, and its secrets are throw-away ones that only this stand-in knows.");
            console.say(
                    "Put the lines above into another shell, then for example: " + ProgramWord.typed() + " instances");
            if (!cloud.clusters().isEmpty()) {
                new Shell(cloud, console::say).start(console.in());
                console.say("To fail a cluster over, type here: failover CLUSTER [MEMBER]");
            }
            console.say("Running until Ctrl-C.");
            end.await();
        }
        return ExitCode.INTERRUPTED;
    }

    private LocalCloud start(Consumer<String> progress) throws IOException, CommandFailure {
        Map<String, Integer> ports = new TreeMap<>(Map.of("prod-analytics", databasePort));
        ports.putAll(instancePorts);
        if (Stream.concat(Stream.of(port), ports.values().stream())
                .anyMatch(number -> number < 0 || number > HIGHEST_PORT)) {
            throw CommandFailure.usage(
                    "port-out-of-range",
                    "A port is out of range: --port, --database-port and --instance-port take 0 to " + HIGHEST_PORT
                            + ".",
                    "Give another port.");
        }
        LocalPlan plan = new LocalPlan(
                engines.isEmpty() ? LocalPlan.ENGINES : chosen("--engine", engines, LocalPlan.ENGINES),
                // RDS has no MariaDB clusters.
                chosen("--cluster", clusters, List.of(LocalPlan.POSTGRESQL, "mysql")),
                port,
                ports);
        try {
            return LocalClouds.start(plan, progress);
        } catch (IllegalArgumentException e) {
            throw CommandFailure.usage(
                    "unknown-instance",
                    (instancePorts.isEmpty() ? "--database-port: " : "--instance-port: ") + e.getMessage() + ".",
                    "Name one of those instances, or run its engine too (--engine).",
                    e);
        }
    }

    private static List<String> chosen(String option, List<String> engines, List<String> choices)
            throws CommandFailure {
        for (String engine : engines) {
            if (choices.stream().noneMatch(engine::equalsIgnoreCase)) {
                throw CommandFailure.usage(
                        "unknown-engine",
                        option + ": the local RDS has no '" + engine + "'.",
                        "Give one or several of: " + String.join(",", choices));
            }
        }
        return engines.stream().map(engine -> engine.toLowerCase(Locale.ROOT)).toList();
    }

    /** Runs the commands that are typed while a local RDS with clusters runs. */
    private record Shell(LocalCloud cloud, Consumer<String> answers) {
        private static final String USAGE = "Type: failover CLUSTER [MEMBER]";

        /** Runs the lines of {@code in}, on a daemon thread, until it ends. */
        void start(InputStream in) {
            Thread thread = new Thread(() -> runLines(in), "fourminds-rds-local-shell");
            thread.setDaemon(true);
            thread.start();
        }

        private void runLines(InputStream in) {
            var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            try {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    answers.accept(answer(line.strip().split("\\s+", -1)));
                }
            } catch (IOException e) {
                answers.accept("No more commands can be read: " + e.getMessage());
            }
        }

        private String answer(String... words) {
            if (words.length < 2 || words.length > 3 || !words[0].equals("failover")) {
                return USAGE;
            }
            try {
                Optional<String> member = words.length == 3 ? Optional.of(words[2]) : Optional.empty();
                return "The writer of " + words[1] + " is now " + cloud.failover(words[1], member);
            } catch (IllegalArgumentException | UncheckedIOException e) {
                return e.getMessage() + ". " + USAGE;
            }
        }
    }

    /** Prints how to connect to a local RDS, as shell commands or as JSON. */
    static void print(Map<String, String> unsorted, Session session) throws IOException {
        Console console = session.console();
        Map<String, String> settings = new TreeMap<>(unsorted);
        if (session.format() == Format.JSON) {
            Json.print(Map.of("settings", settings), console);
        } else {
            Map<String, String> variables = RdsFleet.settings().stream()
                    .collect(Collectors.toMap(SettingInfo::name, SettingInfo::environmentVariable));
            for (Map.Entry<String, String> setting : settings.entrySet()) {
                String variable = variables.getOrDefault(setting.getKey(), setting.getKey());
                console.data().write("export " + variable + "=" + ShellWords.line(List.of(setting.getValue())) + "\n");
            }
        }
        console.flush();
    }
}
