package ai.fourminds.rds.cli.command.session;

import ai.fourminds.rds.cli.command.CommandShell;
import ai.fourminds.rds.cli.failure.CommandFailure;
import ai.fourminds.rds.cli.failure.ExitCode;
import java.io.IOException;
import java.sql.SQLException;

/** One command: a class annotated for picocli, listed in {@link CommandShell}. Runs once, on one thread. */
public interface Command {

    /** Does it: data to the session's standard output, everything else to standard error. */
    ExitCode run(Session session) throws SQLException, IOException, CommandFailure;

    /** Whether it talks to AWS and so takes the driver's settings as options. */
    default boolean takesSettings() {
        return true;
    }
}
