package ai.fourminds.rds;

import ai.fourminds.rds.fleet.RdsInstance;
import ai.fourminds.rds.internal.connect.Connector;
import ai.fourminds.rds.internal.connect.FleetAccess;
import ai.fourminds.rds.internal.failure.InstanceFailures;
import ai.fourminds.rds.plugin.ConnectionSource;
import ai.fourminds.rds.plugin.EnginePlugin;
import ai.fourminds.rds.plugin.catalogue.Catalogue;
import ai.fourminds.rds.plugin.catalogue.CataloguePlugin;
import ai.fourminds.rds.plugin.export.ExportPlugin;
import ai.fourminds.rds.plugin.export.ExportSession;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/** One database of one instance, with its engine's plugin. Immutable and thread-safe. */
public final class RdsDatabase implements ConnectionSource {

    private final RdsInstance instance;
    private final EnginePlugin plugin;
    private final Connector connector;
    private final String url;

    RdsDatabase(RdsInstance instance, EnginePlugin plugin, Connector connector, String url) {
        this.instance = instance;
        this.plugin = plugin;
        this.connector = connector;
        this.url = url;
    }

    /** The instance. */
    public RdsInstance instance() {
        return instance;
    }

    /** Its engine's plugin. */
    public EnginePlugin plugin() {
        return plugin;
    }

    /**
     * Returns a remark if a cluster has the same name as the instance found by identifier; empty if none has, or if RDS
     * does not tell.
     */
    public Optional<String> namesake() throws SQLException {
        FleetAccess fleet = connector.fleet();
        return connector.namesake(fleet, instance, fleet.deadline());
    }

    /**
     * Returns the database's JDBC URL with its settings, except those that no URL should hold: secrets, files, hosts
     * outside of AWS. Pass these as properties, in the environment or as a saved connection.
     */
    public String url() {
        return url;
    }

    /**
     * Returns the catalogue that a connection of {@link #open} sees; the caller owns and closes the connection.
     *
     * @throws SQLException if the engine's plugin has no catalogue
     */
    public Catalogue catalogue(Connection connection) throws SQLException {
        if (plugin instanceof CataloguePlugin browsable) {
            return browsable.catalogue(connection);
        }
        throw InstanceFailures.notOffered(instance, "list databases and tables");
    }

    /**
     * Returns the source of connections for {@link #openExport}, each with its own token. Leaves out native properties
     * that could change what an export reads.
     */
    public ConnectionSource exportConnections() {
        return plugin instanceof ExportPlugin exporting
                ? connector.with(exporting.exportProperties(), plugin.programProperties("fourminds-rds export"))
                        ::connect
                : this;
    }

    /**
     * Starts an export of this database.
     *
     * @param connections opens further connections to the database; use {@link #exportConnections}
     * @throws SQLException if the engine's plugin has no export
     */
    public ExportSession openExport(ConnectionSource connections) throws SQLException {
        if (plugin instanceof ExportPlugin exporting) {
            return exporting.openExport(connections);
        }
        throw InstanceFailures.notOffered(instance, "export tables");
    }

    /** Opens a new native connection with its own token. */
    @Override
    public Connection open() throws SQLException {
        return connector.connect();
    }
}
