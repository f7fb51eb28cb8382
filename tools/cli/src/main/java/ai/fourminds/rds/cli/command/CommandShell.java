package ai.fourminds.rds.cli.command;

import ai.fourminds.rds.RdsFleet;
import ai.fourminds.rds.cli.command.connection.ConnectionCommands;
import ai.fourminds.rds.cli.command.connection.SavedSecrets;
import ai.fourminds.rds.cli.command.connection.SettingOptions;
import ai.fourminds.rds.cli.command.interactive.WizardCommand;
import ai.fourminds.rds.cli.command.session.Command;
import ai.fourminds.rds.cli.command.session.Session;
import ai.fourminds.rds.cli.export.ToolVersion;
import ai.fourminds.rds.cli.failure.CommandFailure;
import ai.fourminds.rds.cli.failure.ExitCode;
import ai.fourminds.rds.cli.failure.Fault;
import ai.fourminds.rds.cli.output.Console;
import ai.fourminds.rds.cli.output.Console.BrokenPipe;
import ai.fourminds.rds.cli.output.Console.Verbosity;
import ai.fourminds.rds.cli.output.Format;
import ai.fourminds.rds.cli.output.TypedPath;
import ai.fourminds.rds.cli.output.text.ShellWords;
import ai.fourminds.rds.cli.screen.Screen;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Parses the arguments, runs one command, reports its failure and returns the exit code. For one thread. */
public final class CommandShell {
    private static final String FORMAT = "--format";
    private static final String QUIET = "--quiet";
    private static final String VERBOSE = "--verbose";
    private static final Set<String> MAY_BE_EMPTY = Set.of("--null-text", "WORD");

    private static final List<String> SETTINGS_IN_BRIEF = List.of(
            "",
            "Connection settings are options, too: --connection NAME, --region, --user,",
            "--auth, --aws-profile, --role-arn and more. All of them: --help --verbose");

    private final Console console;
    private final SettingOptions settingOptions = new SettingOptions(RdsFleet::settings);
    private final Map<String, String> environment;
    private final List<Commands.Row> commands;

    /** Creates a shell for these streams. Only the command line reads this environment, not the driver. */
    public CommandShell(Console console, Map<String, String> environment) {
        this(console, environment, Screen::ofProcess);
    }

    public CommandShell(Console console, Map<String, String> environment, Screen.Opener screens) {
        this.console = console;
        this.environment = Map.copyOf(environment);
        this.commands = Commands.all(
                screens,
                words -> withCommandLine(words.toArray(String[]::new)),
                this::wholeCommandLine,
                this.environment);
    }

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

    /** Reports a fault that was found before parsing, and returns its exit code. */
    public int refused(Fault fault, String... args) {
        try {
            console.report(fault, formatAskedFor(args));
        } catch (IOException e) {
            console.say("Error: " + fault.headline());
        }
        return fault.exit().number();
    }

    private ExitCode withCommandLine(String[] args) throws IOException {
        CommandLine line = commandLine(Set.copyOf(List.of(args)));
        try {
            ParseResult parsed = line.parseArgs(args);
            Optional<ParameterException> mistake = mistake(parsed);
            StringWriter help = new StringWriter();
            line.setOut(new PrintWriter(help));
            if (CommandLine.executeHelpRequest(parsed) != null) {
                // A PrintWriter would hide write errors.
                console.data().write(help.toString());
                console.flush();
                return ExitCode.OK;
            }
            return mistake.isPresent() ? refused(mistake.get(), args) : dispatch(deepest(parsed));
        } catch (ParameterException e) {
            return refused(e, args);
        }
    }

    private ExitCode refused(ParameterException mistake, String[] args) throws IOException {
        console.report(UsageFault.of(mistake, settingOptions), formatAskedFor(args));
        return ExitCode.USAGE;
    }

    /**
     * Returns the fault in the arguments. Reports a misspelt option rather than the missing option that it causes.
     * Refuses empty values: an unset shell variable could select another identity or folder than the intended one.
     */
    private static Optional<ParameterException> mistake(ParseResult parsed) {
        List<ParameterException> mistakes = new ArrayList<>();
        for (ParseResult result = parsed; result != null; result = result.subcommand()) {
            result.errors().forEach(error -> mistakes.add((ParameterException) error));
        }
        return mistakes.stream()
                .filter(UnmatchedArgumentException.class::isInstance)
                .findFirst()
                .or(() -> mistakes.stream().findFirst())
                .or(() -> empty(deepest(parsed)));
    }

    private static Optional<ParameterException> empty(ParseResult parsed) {
        List<ArgSpec> given = new ArrayList<>(parsed.matchedOptions());
        given.addAll(parsed.matchedPositionals());
        return given.stream()
                .filter(argument -> argument.originalStringValues().contains(""))
                .map(argument -> argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel())
                .filter(name -> !MAY_BE_EMPTY.contains(name))
                .findFirst()
                .map(
                        name -> new ParameterException(
                                parsed.commandSpec().commandLine(),
                                name
                                        + " is empty: give it a value, or leave it out. A shell variable that is not set looks like this"));
    }

    private ExitCode dispatch(ParseResult parsed) throws IOException {
        if (!(parsed.commandSpec().userObject() instanceof Command command)) {
            console.err().print(parsed.commandSpec().commandLine().getUsageMessage());
            console.err().flush();
            return ExitCode.USAGE;
        }
        Format format = parsed.matchedOptionValue(FORMAT, Format.TABLE);
        Console configured = console.with(verbosity(parsed));
        try {
            Map<String, String> settings = Map.of();
            if (!(command instanceof Command.WithoutSettings)) {
                settings = settingOptions.read(parsed, console.in());
            }
            if (!(command instanceof Command.WithoutSettings || command instanceof ConnectionCommands.Save)) {
                settings = new SavedSecrets(settingOptions.table(), environment).asked(settings, console);
            }
            ExitCode code = command.run(new Session(configured, format, settings));
            console.flush();
            return code;
        } catch (BrokenPipe e) {
            throw e;
        } catch (SQLException | IOException | CommandFailure | RuntimeException | LinkageError e) {
            return reported(e, parsed, format);
        }
    }

    /** Returns the verbosity. With both options, verbose wins. */
    private static Verbosity verbosity(ParseResult parsed) {
        if (parsed.matchedOptionValue(VERBOSE, false)) {
            return Verbosity.VERBOSE;
        }
        return parsed.matchedOptionValue(QUIET, false) ? Verbosity.QUIET : Verbosity.NORMAL;
    }

    private ExitCode reported(Throwable thrown, ParseResult parsed, Format format) throws IOException {
        console.flush();
        Fault fault = Fault.of(thrown);
        for (PositionalParamSpec positional : parsed.matchedPositionals()) {
            if (positional.paramLabel().equals("INSTANCE")) {
                fault = fault.on(ShellWords.line(positional.originalStringValues()));
            }
        }
        // No report: the user pressed Ctrl-C.
        if (fault.exit() != ExitCode.INTERRUPTED) {
            console.report(fault, format);
        }
        return fault.exit();
    }

    private static ParseResult deepest(ParseResult parsed) {
        return parsed.hasSubcommand() ? deepest(parsed.subcommand()) : parsed;
    }

    /** Builds the parser. Only commands among the words get options; the others have just a name and a description. */
    private CommandLine commandLine(Set<String> words) {
        CommandSpec root =
                withHelp(CommandSpec.create()).name("fourminds-rds").version("fourminds-rds " + ToolVersion.current());
        root.usageMessage()
                .customSynopsis("fourminds-rds [-hV] [COMMAND]")
                .commandListHeading("Commands:%n")
                .description("Amazon RDS by instance identifier: look around, preview, export. No passwords.")
                .footer("", "Try it without an AWS account: fourminds-rds demo");
        CommandLine line = new CommandLine(root);
        commands.forEach(row -> line.addSubcommand(subcommand(row, words)));
        line.registerConverter(Path.class, TypedPath::of);
        collectMistakes(line);
        return line.setErr(console.err())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExpandAtFiles(false)
                .setUsageHelpAutoWidth(environment.containsKey("COLUMNS"))
                .setColorScheme(CommandLine.Help.defaultColorScheme(
                        console.capabilities().outColours() ? CommandLine.Help.Ansi.ON : CommandLine.Help.Ansi.OFF));
    }

    private static void collectMistakes(CommandLine line) {
        line.getCommandSpec().parser().collectErrors(true);
        line.getSubcommands().values().forEach(CommandShell::collectMistakes);
    }

    private CommandLine wholeCommandLine() {
        Set<String> names = new TreeSet<>();
        for (Commands.Row row : commands) {
            names.add(row.name());
            row.below().forEach(below -> names.add(below.name()));
        }
        return commandLine(names);
    }

    private CommandLine subcommand(Commands.Row row, Set<String> words) {
        boolean said = words.contains(row.name());
        CommandLine line = said && row.maker() != null
                ? complete(row.maker().get(), words)
                : new CommandLine(CommandSpec.create());
        line.getCommandSpec()
                .name(row.name())
                .usageMessage()
                .description(row.description().toArray(String[]::new))
                .hidden(row.hidden());
        if (said && row.maker() == null) {
            withHelp(line.getCommandSpec());
            row.below().forEach(below -> line.addSubcommand(subcommand(below, words)));
        }
        return line;
    }

    private CommandLine complete(Command command, Set<String> words) {
        CommandLine line = new CommandLine(command);
        CommandSpec spec = line.getCommandSpec();
        spec.usageMessage().abbreviateSynopsis(true);
        withHelp(spec)
                .version("fourminds-rds " + ToolVersion.current())
                .addOption(formatOption())
                .addOption(flag("-q", QUIET, "Say nothing but errors on standard error."))
                .addOption(flag("-v", VERBOSE, "Say what was called and how long it took; never a secret."));
        if (command instanceof Command.WithoutSettings) {
            return line;
        }
        if (!Collections.disjoint(words, Set.of("-h", "--help"))
                && Collections.disjoint(words, Set.of("-v", VERBOSE))) {
            List<String> footer = new ArrayList<>(List.of(spec.usageMessage().footer()));
            footer.addAll(SETTINGS_IN_BRIEF);
            spec.usageMessage().footer(footer.toArray(String[]::new));
        } else {
            spec.addArgGroup(settingOptions.group());
        }
        return line;
    }

    /** Adds picocli's standard help options without its mix-in, which needs reflection. */
    private static CommandSpec withHelp(CommandSpec spec) {
        return spec.addOption(OptionSpec.builder("-h", "--help")
                        .usageHelp(true)
                        .description("Show this help message and exit.")
                        .build())
                .addOption(OptionSpec.builder("-V", "--version")
                        .versionHelp(true)
                        .description("Print version information and exit.")
                        .build());
    }

    private static OptionSpec flag(String letter, String name, String description) {
        return OptionSpec.builder(letter, name)
                .type(boolean.class)
                .description(description)
                .build();
    }

    private static OptionSpec formatOption() {
        return OptionSpec.builder(FORMAT)
                .paramLabel("FORMAT")
                .type(Format.class)
                .description("How data is written to standard output: table, json, jsonl or csv. For export,"
                        + " jsonl is the format of its files.")
                .build();
    }

    /** Returns the requested format when the arguments could not be parsed. */
    private static Format formatAskedFor(String[] args) {
        String all = String.join("\n", args).toLowerCase(Locale.ROOT) + "\n";
        return all.contains(FORMAT + "\njson\n") || all.contains(FORMAT + "=json\n") ? Format.JSON : Format.TABLE;
    }
}
