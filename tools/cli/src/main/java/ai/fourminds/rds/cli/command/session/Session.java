package ai.fourminds.rds.cli.command.session;

import ai.fourminds.rds.RdsDatabase;
import ai.fourminds.rds.RdsFleet;
import ai.fourminds.rds.SavedConnections;
import ai.fourminds.rds.cli.catalogue.OpenedDatabase;
import ai.fourminds.rds.cli.completion.KnownNames;
import ai.fourminds.rds.cli.failure.CommandFailure;
import ai.fourminds.rds.cli.output.Console;
import ai.fourminds.rds.cli.output.Console.Verbosity;
import ai.fourminds.rds.cli.output.Format;
import ai.fourminds.rds.cli.view.FleetRow;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What every command uses. Immutable; cannot print its settings, which include secrets.
 *
 * @param settings the settings on the command line, by name
 */
public record Session(Console console, Format format, Map<String, String> settings) {

    public Session {
        settings = Map.copyOf(settings);
    }

    /** Refuses CSV, for commands whose data is no table. */
    public void refuseCsv() throws CommandFailure {
        if (format == Format.CSV) {
            throw CommandFailure.usage(
                    "no-csv", "This command has no CSV to write.", "Give --format json, or leave --format out.");
        }
    }

    /** Returns the fleet that the settings select. */
    public RdsFleet fleet() throws SQLException {
        return RdsFleet.of(settings);
    }

    /** Returns the names that are kept for completion. */
    public static KnownNames knownNames() {
        return KnownNames.in(SavedConnections.ofUser().path().toAbsolutePath().resolveSibling(""), System.getenv());
    }

    /** Keeps names for completion. A file that cannot be written is no failure. */
    public void remember(List<String> owners, List<String> names) {
        try {
            knownNames().at(settings).replace(owners, names);
        } catch (IOException unwritable) {
            if (console.verbosity() == Verbosity.VERBOSE) {
                console.say("Names are not kept for completion: " + unwritable);
            }
        }
    }

    /** Lists every instance, cluster and proxy that the settings give access to. */
    public List<FleetRow> fleetRows() throws SQLException {
        RdsFleet fleet = fleet();
        return FleetRow.of(
                console.timed("rds:DescribeDBInstances", fleet::instances),
                console.timed("rds:DescribeDBClusters", fleet::clusters),
                console.timed("rds:DescribeDBProxies", fleet::proxies));
    }

    /** Returns a database; null for the engine's default. */
    public RdsDatabase database(String instance, @Nullable String database) throws SQLException {
        RdsFleet fleet = fleet();
        return console.timed("rds:DescribeDBInstances " + instance, () -> fleet.database(instance, database));
    }

    public Connection connect(RdsDatabase database) throws SQLException {
        Connection connection =
                console.timed("connect " + database.instance().id() + " (token, TLS, login)", database::open);
        return console.verbosity() == Verbosity.VERBOSE ? StatementTrace.of(connection, console) : connection;
    }

    /** Returns a database with a new connection; null for the engine's default. */
    public OpenedDatabase open(String instance, @Nullable String database) throws SQLException {
        RdsDatabase target = database(instance, database);
        return new OpenedDatabase(target, connect(target), instance, database);
    }

    @Override
    public String toString() {
        return "Session[" + format + "]";
    }
}
