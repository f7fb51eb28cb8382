package ai.fourminds.rds.cli.command.connection;

import ai.fourminds.rds.SavedConnections;
import ai.fourminds.rds.cli.command.session.Command;
import ai.fourminds.rds.cli.command.session.Session;
import ai.fourminds.rds.cli.failure.CommandFailure;
import ai.fourminds.rds.cli.failure.ExitCode;
import ai.fourminds.rds.cli.failure.Fault;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Parameters;

/** {@code connection save}: saves settings under a name. For one thread. */
@CommandLine.Command
public final class SaveConnectionCommand implements Command {
    private final SavedSecrets secrets;

    @Parameters(paramLabel = "NAME", description = "Letters, digits, dots, hyphens and underscores.")
    private String name = "";

    public SaveConnectionCommand(SavedSecrets secrets) {
        this.secrets = secrets;
    }

    @Override
    public ExitCode run(Session session) throws SQLException, IOException, CommandFailure {
        if (session.settings().isEmpty()) {
            throw new CommandFailure(Fault.usage(
                    "nothing-to-save",
                    "There is nothing to save: no setting is given.",
                    "For example: fourminds-rds connection save " + name
                            + " --region us-east-1 --auth iam-role --role-arn ARN"));
        }
        Map<String, String> settings = secrets.added(session.settings(), session.console());
        SavedConnections connections = SavedConnections.ofUser();
        boolean replaced = connections.names().contains(name);
        connections.save(name, settings);
        String what = replaced ? "Replaced '" + name + "' in " : "Saved '" + name + "' to ";
        ConnectionChange.print(
                new ConnectionChange(
                        name,
                        connections.path().toString(),
                        what + connections.path() + ". Use it: fourminds-rds test --connection " + name
                                + ", or connection=" + name + " in a JDBC URL."),
                session);
        return ExitCode.OK;
    }
}
