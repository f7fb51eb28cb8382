package ai.fourminds.rds.cli.command.help;

import ai.fourminds.rds.cli.command.session.Command;
import ai.fourminds.rds.cli.command.session.Session;
import ai.fourminds.rds.cli.completion.ShellScript;
import ai.fourminds.rds.cli.failure.ExitCode;
import java.io.IOException;
import picocli.CommandLine;
import picocli.CommandLine.Parameters;

/** {@code completion}: prints a shell's completion script. For one thread. */
@CommandLine.Command
public final class CompletionCommand implements Command {
    @Parameters(paramLabel = "SHELL", description = "bash, zsh or fish.")
    private ShellScript shell = ShellScript.BASH;

    @Override
    public boolean takesSettings() {
        return false;
    }

    @Override
    public ExitCode run(Session session) throws IOException {
        session.console().data().write(shell.text());
        session.console().flush();
        return ExitCode.OK;
    }
}
