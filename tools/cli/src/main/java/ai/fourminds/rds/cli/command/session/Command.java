package ai.fourminds.rds.cli.command.session;

import ai.fourminds.rds.cli.command.CommandShell;
import ai.fourminds.rds.cli.failure.CommandFailure;
import ai.fourminds.rds.cli.failure.ExitCode;
import java.io.IOException;
import java.sql.SQLException;

/** One command, annotated for picocli and listed in {@link CommandShell}. Runs once, on one thread. */
public interface Command {

    /** Runs the command. Data goes to the session's standard output, everything else to standard error. */
    ExitCode run(Session session) throws SQLException, IOException, CommandFailure;

    /** A command that does not call AWS, and so has none of the driver's settings as options. */
    interface WithoutSettings extends Command {}
}
