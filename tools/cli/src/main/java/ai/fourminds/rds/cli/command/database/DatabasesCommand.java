package ai.fourminds.rds.cli.command.database;

import ai.fourminds.rds.cli.catalogue.OpenedDatabase;
import ai.fourminds.rds.cli.command.session.Command;
import ai.fourminds.rds.cli.command.session.Session;
import ai.fourminds.rds.cli.failure.CommandFailure;
import ai.fourminds.rds.cli.failure.ExitCode;
import ai.fourminds.rds.cli.view.Listings;
import ai.fourminds.rds.plugin.catalogue.Catalogue;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Parameters;

/** {@code databases}: lists an instance's user databases. For one thread. */
@CommandLine.Command
public final class DatabasesCommand implements Command {
    @Parameters(paramLabel = "INSTANCE", description = "DB instance identifier, ARN or endpoint.")
    private String instance = "";

    @Override
    public ExitCode run(Session session) throws SQLException, IOException, CommandFailure {
        try (OpenedDatabase opened = session.open(instance, null)) {
            List<String> databases = opened.ask(Catalogue::databases);
            session.remember(List.of(instance), databases);
            Listings.DATABASES.print(databases, session.format(), session.console());
            if (databases.isEmpty()) {
                session.console().say("No databases that this user may connect to.");
            }
        }
        return ExitCode.OK;
    }
}
