package ai.fourminds.rds.cli.command.connection;

import ai.fourminds.rds.RdsFleet;
import ai.fourminds.rds.SavedConnections;
import ai.fourminds.rds.cli.command.session.Command;
import ai.fourminds.rds.cli.command.session.Session;
import ai.fourminds.rds.cli.failure.ExitCode;
import ai.fourminds.rds.cli.output.Listing;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/**
 * {@code connection list}: lists saved connections by name, with the settings that distinguish them. For one thread.
 */
@CommandLine.Command
public final class ListConnectionsCommand implements Command {
    private static final Listing<Saved> SAVED = Listing.<Saved>empty()
            .field("name", Saved::name)
            .field("auth", Saved::auth)
            .field("region", Saved::region)
            .column("CONNECTION", Saved::name)
            .column("AUTH", Saved::auth)
            .column("REGION", row -> row.region() == null ? "" : row.region());

    private record Saved(String name, String auth, @Nullable String region) {}

    @Override
    public boolean takesSettings() {
        return false;
    }

    @Override
    public ExitCode run(Session session) throws SQLException, IOException {
        SavedConnections connections = SavedConnections.ofUser();
        List<Saved> rows = new ArrayList<>();
        for (String name : connections.names()) {
            Map<String, String> settings = connections.show(name);
            rows.add(new Saved(name, SavedSecrets.method(RdsFleet.settings(), settings), settings.get("region")));
        }
        SAVED.print(rows, session.format(), session.console());
        if (rows.isEmpty()) {
            session.console().say("None is saved. Save one: fourminds-rds connection save NAME --region REGION ...");
        }
        return ExitCode.OK;
    }
}
