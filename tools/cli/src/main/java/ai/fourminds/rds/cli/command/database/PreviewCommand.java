package ai.fourminds.rds.cli.command.database;

import ai.fourminds.rds.cli.catalogue.OpenedDatabase;
import ai.fourminds.rds.cli.command.session.Command;
import ai.fourminds.rds.cli.command.session.Session;
import ai.fourminds.rds.cli.failure.CommandFailure;
import ai.fourminds.rds.cli.failure.ExitCode;
import ai.fourminds.rds.cli.view.PreviewPage;
import ai.fourminds.rds.plugin.catalogue.Preview;
import java.io.IOException;
import java.sql.SQLException;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code preview}: prints a table's first rows. For one thread. */
@CommandLine.Command
public final class PreviewCommand implements Command {
    @Parameters(index = "0", paramLabel = "INSTANCE", description = "DB instance identifier, ARN or endpoint.")
    private String instance = "";

    @Parameters(index = "1", paramLabel = "DATABASE", description = "One of its databases.")
    private String database = "";

    @Parameters(index = "2", paramLabel = "TABLE", description = "A table's name, with its schema where ambiguous.")
    private String table = "";

    @Option(names = "--rows", paramLabel = "N", description = "How many rows. Default: 20.")
    private int rows = 20;

    @Override
    public ExitCode run(Session session) throws SQLException, IOException, CommandFailure {
        Preview preview;
        try (OpenedDatabase opened = session.open(instance, database)) {
            preview = opened.preview(table, rows);
        }
        PreviewPage.print(preview, session.format(), session.console());
        if (preview.columns().isEmpty()) {
            session.console().say("No column to show.");
        } else if (preview.rows().isEmpty() && rows > 0) {
            session.console().say("No rows.");
        }
        return ExitCode.OK;
    }
}
