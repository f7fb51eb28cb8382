package ai.fourminds.rds.cli.command;

import ai.fourminds.rds.RdsFleet;
import ai.fourminds.rds.SettingInfo;
import ai.fourminds.rds.cli.failure.CommandFailure;
import ai.fourminds.rds.cli.failure.ExitCode;
import ai.fourminds.rds.cli.failure.Fault;
import ai.fourminds.rds.cli.output.BrokenPipe;
import ai.fourminds.rds.cli.output.Console;
import ai.fourminds.rds.cli.output.Format;
import ai.fourminds.rds.cli.screen.Screen;
import ai.fourminds.rds.cli.screen.Screens;
import java.io.IOException;
import java.io.PrintWriter;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** From arguments to an exit code: parses, runs one command, reports its failure. For one thread. */
public final class CommandShell {
    private static final String FORMAT = "--format";

    private final Console console;
    private final SettingOptions settingOptions;
    private final Map<String, String> environment;
    private final List<SettingInfo> table;
    private final Screens screens;

    /** A shell over these streams; the environment is only looked at for what belongs to the command line. */
    public CommandShell(Console console, Map<String, String> environment) {
        this(console, environment, Screen::ofProcess);
    }

    /** The same with screens from elsewhere. */
    public CommandShell(Console console, Map<String, String> environment, Screens screens) {
        this(console, environment, RdsFleet.settings(), screens);
    }

    private CommandShell(
            Console console, Map<String, String> environment, List<SettingInfo> settings, Screens screens) {
        this.console = console;
        this.environment = Map.copyOf(environment);
        this.table = List.copyOf(settings);
        this.settingOptions = new SettingOptions(table);
        this.screens = screens;
    }

    /** The commands, in the order of the help page. */
    private List<Command> commands() {
        return List.of(
                new InstancesCommand(),
                new TestCommand(),
                new DatabasesCommand(),
                new TablesCommand(),
                new PreviewCommand(),
                new ExportCommand(),
                new WizardCommand(screens, words -> withCommandLine(words.toArray(String[]::new))),
                new SparkExportCommand(environment),
                new DoctorCommand(),
                new UrlCommand(),
                new PolicyCommand(),
                new DemoCommand(),
                new LocalCommand(),
                new CompletionCommand(),
                new CompleteCommand(),
                new ManCommand(this::wholeCommandLine));
    }

    /** Runs the command that the arguments name. */
    public int run(String... args) {
        try {
            boolean alone = args.length == 0 && console.capabilities().dialogue();
            return withCommandLine(alone ? new String[] {WizardCommand.NAME} : args)
                    .number();
        } catch (BrokenPipe e) {
            return ExitCode.BROKEN_PIPE.number();
        } catch (IOException e) {
            // Standard output itself failed, so only standard error is left.
            console.say("Error: " + Fault.of(e).headline());
            return Fault.of(e).exit().number();
        }
    }

    private ExitCode withCommandLine(String[] args) throws IOException {
        CommandLine line = commandLine(Set.copyOf(List.of(args)));
        try {
            ParseResult parsed = line.parseArgs(args);
            if (CommandLine.executeHelpRequest(parsed) != null) {
                console.flush();
                return ExitCode.OK;
            }
            return dispatch(deepest(parsed));
        } catch (ParameterException e) {
            console.report(UsageFault.of(e, settingOptions), formatAskedFor(args));
            return ExitCode.USAGE;
        }
    }

    private ExitCode dispatch(ParseResult parsed) throws IOException {
        if (!(parsed.commandSpec().userObject() instanceof Command command)) {
            console.err().print(parsed.commandSpec().commandLine().getUsageMessage());
            console.err().flush();
            return ExitCode.USAGE;
        }
        Format format = parsed.matchedOptionValue(FORMAT, Format.TABLE);
        Console told = console.with(VerbosityOptions.read(parsed));
        try {
            Map<String, String> settings =
                    command.takesSettings() ? settingOptions.read(parsed, console.in()) : Map.of();
            return finished(command.run(new Session(told, format, settings)));
        } catch (BrokenPipe e) {
            throw e;
        } catch (SQLException | IOException | CommandFailure | RuntimeException | LinkageError e) {
            return reported(e, format);
        }
    }

    private ExitCode finished(ExitCode code) throws IOException {
        console.flush();
        return code;
    }

    private ExitCode reported(Throwable thrown, Format format) throws IOException {
        console.flush();
        Fault fault = Fault.of(thrown);
        console.report(fault, format);
        return fault.exit();
    }

    private static ParseResult deepest(ParseResult parsed) {
        return parsed.hasSubcommand() ? deepest(parsed.subcommand()) : parsed;
    }

    private CommandLine commandLine(Set<String> words) {
        CommandSpec root = CommandSpec.create()
                .name("fourminds-rds")
                .version("fourminds-rds " + ToolVersion.current())
                .mixinStandardHelpOptions(true);
        root.usageMessage()
                .description("Amazon RDS by instance identifier: look around, preview, export. No passwords.")
                .footer("", "Try it without an AWS account: fourminds-rds demo");
        CommandLine line = new CommandLine(root);
        commands().forEach(command -> line.addSubcommand(subcommand(command, words)));
        line.addSubcommand(connections(words));
        line.addSubcommand(certs(words));
        PrintWriter out = new PrintWriter(console.data());
        return line.setOut(out)
                .setErr(console.err())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExpandAtFiles(false)
                .setUsageHelpAutoWidth(environment.containsKey("COLUMNS"))
                .setColorScheme(CommandLine.Help.defaultColorScheme(
                        console.capabilities().outColours() ? CommandLine.Help.Ansi.ON : CommandLine.Help.Ansi.OFF));
    }

    /** With the options of every command. */
    private CommandLine wholeCommandLine() {
        Set<String> names = new TreeSet<>();
        addNames(commandLine(Set.of()), names);
        return commandLine(names);
    }

    private static void addNames(CommandLine line, Set<String> names) {
        line.getSubcommands().forEach((name, below) -> {
            names.add(name);
            addNames(below, names);
        });
    }

    private CommandLine connections(Set<String> words) {
        return group(
                "connection",
                "Save connection settings under a name, encrypted; --connection uses them.",
                List.of(
                        new SaveConnectionCommand(new SavedSecrets(table, environment)),
                        new ListConnectionsCommand(),
                        new ShowConnectionCommand(),
                        new RemoveConnectionCommand()),
                words);
    }

    private CommandLine certs(Set<String> words) {
        return group(
                "certs",
                "The RDS root certificates that connects trust.",
                List.of(new ShowCertsCommand(), new UpdateCertsCommand()),
                words);
    }

    private CommandLine group(String name, String description, List<Command> commands, Set<String> words) {
        CommandSpec spec = CommandSpec.create().name(name).mixinStandardHelpOptions(true);
        spec.usageMessage().description(description);
        CommandLine line = new CommandLine(spec);
        commands.forEach(command -> line.addSubcommand(subcommand(command, words)));
        return line;
    }

    /** A command that is not among the words cannot be run by them, so its options need not be known. */
    private CommandLine subcommand(Command command, Set<String> words) {
        CommandLine.Command announced = command.getClass().getAnnotation(CommandLine.Command.class);
        if (!words.contains(announced.name())) {
            CommandSpec spec = CommandSpec.create().name(announced.name());
            spec.usageMessage().description(announced.description()).hidden(announced.hidden());
            return new CommandLine(spec);
        }
        return complete(command);
    }

    private CommandLine complete(Command command) {
        CommandLine line = new CommandLine(command);
        CommandSpec spec = line.getCommandSpec();
        spec.usageMessage().abbreviateSynopsis(true);
        spec.mixinStandardHelpOptions(true)
                .version("fourminds-rds " + ToolVersion.current())
                .addOption(formatOption())
                .addOption(VerbosityOptions.quiet())
                .addOption(VerbosityOptions.verbose());
        if (command.takesSettings()) {
            spec.addArgGroup(settingOptions.group());
        }
        return line;
    }

    private static OptionSpec formatOption() {
        return OptionSpec.builder(FORMAT)
                .paramLabel("FORMAT")
                .type(Format.class)
                .description("How data is written to standard output: table, json or csv.")
                .build();
    }

    /** For arguments that could not be parsed as a whole. */
    private static Format formatAskedFor(String[] args) {
        String all = String.join("\n", args).toLowerCase(Locale.ROOT) + "\n";
        return all.contains(FORMAT + "\njson\n") || all.contains(FORMAT + "=json\n") ? Format.JSON : Format.TABLE;
    }
}
