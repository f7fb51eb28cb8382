package ai.fourminds.rds.cli.command.database;

import ai.fourminds.rds.cli.catalogue.OpenedDatabase;
import ai.fourminds.rds.cli.command.session.Command;
import ai.fourminds.rds.cli.command.session.Session;
import ai.fourminds.rds.cli.failure.CommandFailure;
import ai.fourminds.rds.cli.failure.ExitCode;
import ai.fourminds.rds.cli.view.Listings;
import ai.fourminds.rds.plugin.catalogue.ColumnInfo;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Parameters;

/** {@code columns}: lists the columns of a table or view. For one thread. */
@CommandLine.Command
public final class ColumnsCommand implements Command {
    @Parameters(index = "0", paramLabel = "INSTANCE", description = "DB instance identifier, ARN or endpoint.")
    private String instance = "";

    @Parameters(index = "1", paramLabel = "DATABASE", description = "One of its databases.")
    private String database = "";

    @Parameters(index = "2", paramLabel = "TABLE", description = "A table's name, with its schema where ambiguous.")
    private String table = "";

    @Override
    public ExitCode run(Session session) throws SQLException, IOException, CommandFailure {
        List<ColumnInfo> columns;
        try (OpenedDatabase opened = session.open(instance, database)) {
            columns = opened.columns(table);
        }
        Listings.COLUMNS.print(columns, session.format(), session.console());
        return ExitCode.OK;
    }
}
