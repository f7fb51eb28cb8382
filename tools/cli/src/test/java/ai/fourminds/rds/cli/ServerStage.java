package ai.fourminds.rds.cli;

import ai.fourminds.rds.cli.FaultMatrix.Stage;
import ai.fourminds.rds.local.LocalCluster;
import ai.fourminds.rds.local.LocalRds;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** An instance of a local RDS, or a cluster's writer, with a database of the fault matrix. */
abstract class ServerStage implements Stage {
    static final String DATABASE = "faults";

    /** Null for an instance. */
    final LocalCluster cluster;

    private final LocalRds rds;
    private final String identifier;

    ServerStage(LocalRds rds, String identifier) {
        this.rds = rds;
        this.identifier = identifier;
        cluster = rds.clusterIdentifiers().contains(identifier) ? rds.cluster(identifier) : null;
    }

    @Override
    public Map<String, String> settings() {
        return rds.settings();
    }

    @Override
    public List<String> place() {
        List<String> place = new ArrayList<>(List.of(identifier, DATABASE));
        if (cluster != null) {
            String port = Integer.toString(cluster.writer().listenPort());
            place.addAll(List.of("--connect-host", "127.0.0.1", "--connect-port", port));
        }
        return place;
    }

    Connection connected(String database) throws SQLException {
        return (cluster == null ? rds.instance(identifier) : cluster.writerInstance()).adminConnection(database);
    }

    static void execute(Connection connection, String... statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    void admin(String... statements) throws SQLException {
        try (Connection admin = connected(DATABASE)) {
            execute(admin, statements);
        }
    }
}
