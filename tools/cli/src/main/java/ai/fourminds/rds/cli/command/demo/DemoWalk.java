package ai.fourminds.rds.cli.command.demo;

import ai.fourminds.rds.RdsDatabase;
import ai.fourminds.rds.RdsFleet;
import ai.fourminds.rds.cli.catalogue.OpenedDatabase;
import ai.fourminds.rds.cli.command.export.DatabaseExport;
import ai.fourminds.rds.cli.command.session.Interruption;
import ai.fourminds.rds.cli.command.session.Session;
import ai.fourminds.rds.cli.export.ExportLimits;
import ai.fourminds.rds.cli.export.ExportTasks;
import ai.fourminds.rds.cli.export.folder.ExportFolder;
import ai.fourminds.rds.cli.export.run.FolderExport;
import ai.fourminds.rds.cli.failure.CommandFailure;
import ai.fourminds.rds.cli.failure.ExitCode;
import ai.fourminds.rds.cli.failure.Fault;
import ai.fourminds.rds.cli.output.Console;
import ai.fourminds.rds.cli.output.Format;
import ai.fourminds.rds.cli.output.text.Quantity;
import ai.fourminds.rds.cli.output.text.Style;
import ai.fourminds.rds.cli.view.FleetRow;
import ai.fourminds.rds.cli.view.Listings;
import ai.fourminds.rds.cli.view.PreviewPage;
import ai.fourminds.rds.export.TableReport;
import ai.fourminds.rds.fleet.RdsInstance;
import ai.fourminds.rds.plugin.catalogue.Catalogue;
import ai.fourminds.rds.plugin.catalogue.TableInfo;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** The steps of the demo, each announced by the equivalent command; ends between two of them. For one thread. */
record DemoWalk(Session session, ExportFolder folder, Interruption end) {
    static final String INSTANCE = "prod-analytics";
    static final String DATABASE = "sales";
    /** MariaDB and MySQL; the local RDS omits them where they cannot run. */
    private static final List<String> OTHERS = List.of("prod-orders", "prod-billing");

    private static final String OTHER_DATABASE = "shop";
    private static final String FORBIDDEN = "private.secrets";
    private static final int INSTANCES_SHOWN = 8;
    private static final int ROWS_SHOWN = 5;

    ExitCode run() throws SQLException, IOException, CommandFailure {
        RdsFleet fleet = session.fleet();
        fleet(fleet);
        RdsDatabase database = fleet.database(INSTANCE, DATABASE);
        List<TableInfo> tables;
        announce("Log in by instance identifier: no host, no port, no password", "test " + INSTANCE);
        try (OpenedDatabase opened = new OpenedDatabase(database, database.open(), INSTANCE, DATABASE)) {
            loggedIn(opened.connection());
            announce("List its databases", "databases " + INSTANCE);
            Listings.DATABASES.print(opened.ask(Catalogue::databases), Format.TABLE, console());
            announce("List the tables of one", "tables " + INSTANCE + " " + DATABASE);
            tables = opened.ask(Catalogue::tables);
            Listings.TABLES.print(tables, Format.TABLE, console());
            preview(opened, tables);
        }
        for (String instance : OTHERS) {
            other(fleet, instance);
        }
        return export(database, tables);
    }

    private void fleet(RdsFleet fleet) throws SQLException, IOException, CommandFailure {
        announce("List the fleet", "instances");
        List<RdsInstance> instances = fleet.instances();
        // The instance that the next steps use comes first.
        List<RdsInstance> shown = instances.stream()
                .sorted(Comparator.comparing(instance -> !instance.id().equals(INSTANCE)))
                .limit(INSTANCES_SHOWN)
                .toList();
        Listings.INSTANCES.print(FleetRow.of(shown, List.of(), List.of()), Format.TABLE, console());
        console().print("... " + Quantity.of(instances.size(), "instance") + " in all.");
    }

    private void loggedIn(Connection connection) throws SQLException, IOException {
        console()
                .print("Logged in to " + INSTANCE + "/" + connection.getCatalog() + " as "
                        + connection.getMetaData().getUserName() + ", "
                        + connection.getMetaData().getDatabaseProductName() + " "
                        + connection.getMetaData().getDatabaseProductVersion()
                        + ", with a token that lives for 15 minutes.");
    }

    private void other(RdsFleet fleet, String instance) throws SQLException, IOException, CommandFailure {
        RdsDatabase database = fleet.database(instance, OTHER_DATABASE);
        announce("The same with " + database.instance().engine(), "tables " + instance + " " + OTHER_DATABASE);
        try (OpenedDatabase opened = new OpenedDatabase(database, database.open(), instance, OTHER_DATABASE)) {
            Listings.TABLES.print(opened.ask(Catalogue::tables), Format.TABLE, console());
        } catch (SQLException notRunning) {
            console().print("Not on this machine: " + Fault.of(notRunning).headline());
        }
    }

    private void preview(OpenedDatabase opened, List<TableInfo> tables)
            throws SQLException, IOException, CommandFailure {
        TableInfo largest = tables.stream()
                .max(Comparator.comparingLong(TableInfo::estimatedRows))
                .orElse(null);
        if (largest == null) {
            return;
        }
        String table = largest.name().qualified();
        announce(
                "Look into the largest",
                "preview " + INSTANCE + " " + DATABASE + " " + table + " --rows " + ROWS_SHOWN);
        PreviewPage.print(
                opened.ask(catalogue -> catalogue.preview(largest.name(), ROWS_SHOWN)), Format.TABLE, console());
    }

    private ExitCode export(RdsDatabase database, List<TableInfo> tables)
            throws SQLException, IOException, CommandFailure {
        announce("Export the database to CSV", "export " + INSTANCE + " " + DATABASE + " --all --out " + folder.path());
        FolderExport export =
                new FolderExport(database.instance(), DATABASE, List.of("--all"), ExportLimits.DEFAULTS, true);
        DatabaseExport.Result result = new DatabaseExport(database, export)
                .into(folder, ExportTasks.of(tables, Map.of(), ExportLimits.DEFAULTS), console());
        announce("What the manifest says", "");
        result.print(folder, session);
        return judged(result);
    }

    /** Expects one failure: the sample database has a table that the user may not read. */
    private ExitCode judged(DatabaseExport.Result result) throws IOException {
        List<TableReport> missing = result.manifest().tables().stream()
                .filter(table -> !table.complete())
                .toList();
        if (missing.size() != 1 || !missing.get(0).name().equals(FORBIDDEN)) {
            return result.exit();
        }
        console().print(FORBIDDEN + " is there to show a missing grant: it fails alone, and the rest is exported.");
        console()
                .print("(Outside the demo the exit code would be "
                        + result.exit().number() + ".)");
        return ExitCode.OK;
    }

    private void announce(String what, String command) throws IOException, CommandFailure {
        end.check();
        console().print("");
        console().print(Style.BOLD, "== " + what);
        if (!command.isEmpty()) {
            console().print(Style.CODE, "$ fourminds-rds " + command);
        }
    }

    private Console console() {
        return session.console();
    }
}
