package ai.fourminds.rds.cli.command;

import ai.fourminds.rds.cli.failure.ExitCode;
import ai.fourminds.rds.cli.view.Listings;
import java.io.IOException;
import java.sql.SQLException;
import picocli.CommandLine;
import picocli.CommandLine.Parameters;

/** {@code databases}: an instance's user databases. For one thread. */
@CommandLine.Command(name = "databases", description = "List an instance's databases, system ones left out.")
final class DatabasesCommand implements Command {
    @Parameters(paramLabel = "INSTANCE", description = "DB instance identifier, ARN or endpoint.")
    private String instance = "";

    @Override
    public ExitCode run(Session session) throws SQLException, IOException {
        try (OpenedDatabase opened = OpenedDatabase.open(session, instance, null)) {
            Listings.DATABASES.print(opened.catalogue().databases(), session.format(), session.console());
        }
        return ExitCode.OK;
    }
}
