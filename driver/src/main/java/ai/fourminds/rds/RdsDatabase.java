package ai.fourminds.rds;

import ai.fourminds.rds.fleet.RdsInstance;
import ai.fourminds.rds.internal.connect.Connector;
import ai.fourminds.rds.plugin.ConnectionSource;
import ai.fourminds.rds.plugin.EnginePlugin;
import java.sql.Connection;
import java.sql.SQLException;

/** One database of one instance, and the plugin that speaks its engine. Immutable and thread-safe. */
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

    /** The JDBC URL that opens the same database with the same settings; holds no secret. */
    public String url() {
        return url;
    }

    /** A new native connection with a token of its own. */
    @Override
    public Connection open() throws SQLException {
        return connector.connect();
    }
}
