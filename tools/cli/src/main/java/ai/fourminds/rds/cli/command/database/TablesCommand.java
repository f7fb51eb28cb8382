package ai.fourminds.rds.cli.command.database;

import ai.fourminds.rds.cli.catalogue.OpenedDatabase;
import ai.fourminds.rds.cli.command.session.Command;
import ai.fourminds.rds.cli.command.session.Session;
import ai.fourminds.rds.cli.failure.CommandFailure;
import ai.fourminds.rds.cli.failure.ExitCode;
import ai.fourminds.rds.cli.output.text.Quantity;
import ai.fourminds.rds.cli.view.Listings;
import ai.fourminds.rds.export.NameFilter;
import ai.fourminds.rds.plugin.catalogue.Catalogue;
import ai.fourminds.rds.plugin.catalogue.TableInfo;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tables}: lists a database's base tables, and on request its views. For one thread. */
@CommandLine.Command
public final class TablesCommand implements Command {
    @Parameters(index = "0", paramLabel = "INSTANCE", description = "DB instance identifier, ARN or endpoint.")
    private String instance = "";

    @Parameters(index = "1", paramLabel = "DATABASE", description = "One of its databases.")
    private String database = "";

    @Option(
            names = "--filter",
            paramLabel = "TEXT",
            description = "Only those whose qualified name holds this; * and ? make it a pattern.")
    private String filter = "";

    @Option(names = "--views", description = "Views, with stored results and without, as well.")
    private boolean views;

    @Override
    public ExitCode run(Session session) throws SQLException, IOException, CommandFailure {
        List<TableInfo> all;
        try (OpenedDatabase opened = session.open(instance, database)) {
            all = new ArrayList<>(opened.ask(Catalogue::tables));
            if (views) {
                all.addAll(opened.ask(Catalogue::views));
            }
        }
        session.remember(
                List.of(instance, database),
                all.stream().map(table -> table.name().qualified()).toList());
        NameFilter wanted = NameFilter.of(filter);
        List<TableInfo> shown = all.stream()
                .filter(table -> wanted.matches(table.name().qualified()))
                .toList();
        (views ? Listings.TABLES_AND_VIEWS : Listings.TABLES).print(shown, session.format(), session.console());
        if (shown.isEmpty()) {
            session.console().say(all.isEmpty() ? emptyList() : noMatch(all.size()));
        }
        return ExitCode.OK;
    }

    private String emptyList() {
        return "Tables list is empty: the database has no base tables,"
                + " or the user lacks SELECT on information_schema / pg_stat_user_tables."
                + " Other databases: fourminds-rds databases " + instance
                + "; the grants that the user needs: fourminds-rds policy " + instance;
    }

    private String noMatch(int tables) {
        return "None of " + Quantity.of(tables, "table") + " matches '" + filter + "'.";
    }
}
