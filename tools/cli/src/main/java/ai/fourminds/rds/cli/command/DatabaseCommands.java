package ai.fourminds.rds.cli.command;

import ai.fourminds.rds.cli.catalogue.OpenedDatabase;
import ai.fourminds.rds.cli.command.session.Command;
import ai.fourminds.rds.cli.command.session.Session;
import ai.fourminds.rds.cli.failure.CommandFailure;
import ai.fourminds.rds.cli.failure.ExitCode;
import ai.fourminds.rds.cli.output.Format;
import ai.fourminds.rds.cli.output.text.Quantity;
import ai.fourminds.rds.cli.view.FleetRow;
import ai.fourminds.rds.cli.view.Listings;
import ai.fourminds.rds.cli.view.PreviewPage;
import ai.fourminds.rds.export.NameFilter;
import ai.fourminds.rds.plugin.catalogue.Catalogue;
import ai.fourminds.rds.plugin.catalogue.ColumnInfo;
import ai.fourminds.rds.plugin.catalogue.Preview;
import ai.fourminds.rds.plugin.catalogue.TableInfo;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The commands that look into instances and databases. Stateless. */
final class DatabaseCommands {
    private DatabaseCommands() {}

    /** A command for one database. For one thread. */
    private abstract static class OfDatabase implements Command {
        @Parameters(index = "0", paramLabel = "INSTANCE", description = "DB instance identifier, ARN or endpoint.")
        String instance = "";

        @Parameters(index = "1", paramLabel = "DATABASE", description = "One of its databases.")
        String database = "";
    }

    /** A command for one table. For one thread. */
    private abstract static class OfTable extends OfDatabase {
        @Parameters(index = "2", paramLabel = "TABLE", description = "A table's name, with its schema where ambiguous.")
        String table = "";
    }

    /** {@code instances}: lists instances, clusters and proxies. For one thread. */
    @CommandLine.Command
    public static final class Instances implements Command {
        @Option(
                names = "--filter",
                paramLabel = "TEXT",
                description = "Only those whose identifier or engine holds this; * and ? make it a pattern.")
        private String filter = "";

        @Override
        public ExitCode run(Session session) throws SQLException, IOException {
            List<FleetRow> all = session.fleetRows();
            session.remember(
                    List.of(), all.stream().map(FleetRow::typed).distinct().toList());
            NameFilter wanted = NameFilter.of(filter);
            List<FleetRow> shown =
                    all.stream().filter(row -> row.matches(wanted)).toList();
            Listings.INSTANCES.print(shown, session.format(), session.console());
            if (session.format() == Format.TABLE) {
                shown.stream().flatMap(row -> row.namesake().stream()).forEach(session.console()::say);
            }
            if (shown.isEmpty()) {
                session.console()
                        .say(
                                all.isEmpty()
                                        ? "No instances in this region that these credentials may see."
                                        : "None of " + Quantity.of(FleetRow.instances(all), "instance") + " matches '"
                                                + filter + "'.");
            }
            return ExitCode.OK;
        }
    }

    /** {@code databases}: lists an instance's user databases. For one thread. */
    @CommandLine.Command
    public static final class Databases implements Command {
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

    /** {@code tables}: lists a database's base tables, and on request its views. For one thread. */
    @CommandLine.Command
    public static final class Tables extends OfDatabase {
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

    /** {@code columns}: lists the columns of a table or view. For one thread. */
    @CommandLine.Command
    public static final class Columns extends OfTable {
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

    /** {@code preview}: prints a table's first rows. For one thread. */
    @CommandLine.Command
    public static final class PreviewTable extends OfTable {
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
}
