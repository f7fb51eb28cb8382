package ai.fourminds.rds.cli.command.connection;

import ai.fourminds.rds.SavedConnections;
import ai.fourminds.rds.cli.command.session.Command;
import ai.fourminds.rds.cli.command.session.Session;
import ai.fourminds.rds.cli.failure.ExitCode;
import ai.fourminds.rds.cli.output.Format;
import ai.fourminds.rds.cli.output.Json;
import ai.fourminds.rds.cli.output.Listing;
import java.io.IOException;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Parameters;

/** {@code connection show}: prints the settings of a saved connection, with secrets masked. For one thread. */
@CommandLine.Command
public final class ShowConnectionCommand implements Command {
    private static final Listing<Map.Entry<String, String>> SETTINGS = Listing.<Map.Entry<String, String>>empty()
            .field("setting", Map.Entry::getKey)
            .field("value", Map.Entry::getValue)
            .column("SETTING", Map.Entry::getKey)
            .column("VALUE", Map.Entry::getValue);

    @Parameters(paramLabel = "NAME", description = "One of: fourminds-rds connection list")
    private String name = "";

    @Override
    public boolean takesSettings() {
        return false;
    }

    @Override
    public ExitCode run(Session session) throws SQLException, IOException {
        Map<String, String> settings = SavedConnections.ofUser().show(name);
        if (session.format() == Format.JSON) {
            Map<String, Object> connection = new LinkedHashMap<>();
            connection.put("name", name);
            connection.put("settings", settings);
            Json.print(connection, session.console());
        } else {
            SETTINGS.print(List.copyOf(settings.entrySet()), session.format(), session.console());
        }
        return ExitCode.OK;
    }
}
