package ai.fourminds.rds.cli.command.database;

import ai.fourminds.rds.cli.command.session.Command;
import ai.fourminds.rds.cli.command.session.Session;
import ai.fourminds.rds.cli.failure.CommandFailure;
import ai.fourminds.rds.cli.failure.ExitCode;
import ai.fourminds.rds.cli.failure.Fault;
import ai.fourminds.rds.cli.view.PreviewPage;
import ai.fourminds.rds.plugin.catalogue.Preview;
import ai.fourminds.rds.plugin.catalogue.TableInfo;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code preview}: a table's first rows. For one thread. */
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
        if (rows < 0) {
            throw new CommandFailure(Fault.usage("rows-negative", "--rows is negative.", "Give 0 or more."));
        }
        Preview preview;
        try (OpenedDatabase opened = OpenedDatabase.open(session, instance, database)) {
            TableInfo picked = opened.named(List.of(table), OpenedDatabase.USUAL_LIMIT, instance, database)
                    .get(0);
            preview = opened.ask(catalogue -> catalogue.preview(picked.name(), rows));
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
