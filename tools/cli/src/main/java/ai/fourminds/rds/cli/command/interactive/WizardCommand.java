package ai.fourminds.rds.cli.command.interactive;

import ai.fourminds.rds.cli.command.session.Command;
import ai.fourminds.rds.cli.command.session.ProgramWord;
import ai.fourminds.rds.cli.command.session.Session;
import ai.fourminds.rds.cli.failure.CommandFailure;
import ai.fourminds.rds.cli.failure.ExitCode;
import ai.fourminds.rds.cli.output.Console;
import ai.fourminds.rds.cli.output.text.ShellWords;
import ai.fourminds.rds.cli.output.text.Style;
import ai.fourminds.rds.cli.screen.Screen;
import ai.fourminds.rds.cli.wizard.Ending;
import ai.fourminds.rds.cli.wizard.Wizard;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code wizard}: leads from the fleet to an export, prints the equivalent command and runs it. For one thread. */
@CommandLine.Command
public final class WizardCommand implements Command {
    public static final String NAME = "wizard";

    private final Screen.Opener screens;
    private final Shell shell;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @FunctionalInterface
    public interface Shell {
        ExitCode run(List<String> words) throws IOException;
    }

    public WizardCommand(Screen.Opener screens, Shell shell) {
        this.screens = screens;
        this.shell = shell;
    }

    @Override
    public ExitCode run(Session session) throws SQLException, IOException, CommandFailure {
        Console console = session.console();
        if (!console.capabilities().dialogue()) {
            throw CommandFailure.usage(
                    "not-a-terminal",
                    "The wizard needs a terminal for both standard input and standard output.",
                    "In scripts use the commands: fourminds-rds --help");
        }
        Ending ending;
        try (Screen screen = screens.open(console.capabilities().outColours())) {
            ending = Wizard.run(session.settings(), screen);
        }
        if (ending instanceof Ending.Left left) {
            if (left.fault() != null) {
                console.report(left.fault(), session.format());
            }
            return left.exit();
        }
        return export(((Ending.Decided) ending).words(), console);
    }

    private ExitCode export(List<String> decided, Console console) throws IOException {
        List<String> words = new ArrayList<>(List.of("export"));
        words.addAll(typedSettings(decided));
        words.addAll(decided);
        ExitCode exit = shell.run(words);
        console.print("\nThe same without the wizard:\n");
        console.print(Style.CODE, "  " + ProgramWord.typed() + " " + ShellWords.line(words));
        return exit;
    }

    /** Returns the settings as typed, so that a secret remains a file name. */
    private List<String> typedSettings(List<String> decided) {
        List<String> words = spec.commandLine().getParseResult().originalArgs();
        List<String> typed = new ArrayList<>(words.subList(Math.min(1, words.size()), words.size()));
        for (String option : List.of("--region", "--connection")) {
            int at = decided.contains(option) ? typed.indexOf(option) : -1;
            if (at >= 0) {
                typed.subList(at, at + 2).clear();
            }
            typed.removeIf(word -> decided.contains(option) && word.startsWith(option + "="));
        }
        return typed;
    }
}
