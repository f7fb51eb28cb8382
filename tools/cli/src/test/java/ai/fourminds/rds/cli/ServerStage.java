package ai.fourminds.rds.cli;

import ai.fourminds.rds.cli.FaultMatrix.Position;
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

    /** Holds what an export waits for, and the lock on the fifth table; null when they are not held. */
    Connection gate;

    Connection holder;

    private Connection admin;
    private final LocalRds rds;
    private final String identifier;
    private final String passed;

    /** @param passed the cell of a row at which an export has waited */
    ServerStage(LocalRds rds, String identifier, String passed) {
        this.rds = rds;
        this.identifier = identifier;
        this.passed = passed;
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
        execute(admin(), statements);
    }

    /** Returns a connection that is kept, because a login costs more than most statements. */
    Connection admin() throws SQLException {
        if (admin == null) {
            admin = connected(DATABASE);
        }
        return admin;
    }

    /** Runs the statements in a session of their own, which they may change. */
    void inOwnSession(String... statements) throws SQLException {
        try (Connection own = connected(DATABASE)) {
            execute(own, statements);
        }
    }

    /** Releases both locks. */
    void release() throws SQLException {
        for (Connection connection : new Connection[] {gate, holder, admin}) {
            if (connection != null) {
                connection.close();
            }
        }
        gate = null;
        holder = null;
        admin = null;
    }

    @Override
    public String csv(int table, int version) {
        StringBuilder csv = new StringBuilder("id,t,g\n");
        for (int row = 1; row <= FaultMatrix.ROWS; row++) {
            boolean gated = false;
            for (Position position : Position.values()) {
                gated |= position.table == table && position.row == row;
            }
            csv.append(row).append(",v").append(version).append(' ').append(row);
            csv.append("x".repeat(80)).append(',').append(gated ? passed : "").append('\n');
        }
        return csv.toString();
    }
}
