package ai.fourminds.rds.cli.command.connection;

import ai.fourminds.rds.SavedConnections;
import ai.fourminds.rds.cli.catalogue.Nearest;
import ai.fourminds.rds.cli.command.session.Command;
import ai.fourminds.rds.cli.command.session.Session;
import ai.fourminds.rds.cli.failure.CommandFailure;
import ai.fourminds.rds.cli.failure.ExitCode;
import ai.fourminds.rds.cli.failure.Fault;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Parameters;

/** {@code connection remove}: deletes a saved connection from this machine. For one thread. */
@CommandLine.Command
public final class RemoveConnectionCommand implements Command {
    @Parameters(paramLabel = "NAME", description = "One of: fourminds-rds connection list")
    private String name = "";

    @Override
    public boolean takesSettings() {
        return false;
    }

    @Override
    public ExitCode run(Session session) throws SQLException, IOException, CommandFailure {
        SavedConnections connections = SavedConnections.ofUser();
        if (!connections.remove(name)) {
            throw new CommandFailure(unknown(connections.names()));
        }
        String message = "Removed '" + name + "' from " + connections.path()
                + ". Only this local data is gone. Your AWS resources (IAM roles, OIDC providers, Cognito pools, policies"
                + " and database users) are untouched: delete them in the AWS Console if they are no longer needed.";
        ConnectionChange.print(new ConnectionChange(name, connections.path().toString(), message), session);
        return ExitCode.OK;
    }

    private Fault unknown(List<String> names) {
        List<String> near = Nearest.to(name, names);
        return Fault.usage(
                "saved-connection-unknown",
                "There is no saved connection '" + name + "'.",
                near.isEmpty()
                        ? "See: fourminds-rds connection list"
                        : "Did you mean " + String.join(" or ", near) + "?");
    }
}
