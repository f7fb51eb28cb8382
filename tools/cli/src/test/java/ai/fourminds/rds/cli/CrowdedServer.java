package ai.fourminds.rds.cli;

import static ai.fourminds.rds.cli.FailureCloud.RDS;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.LockSupport;

/** A database server all of whose slots for ordinary users are taken, until it is closed. Used by one thread. */
final class CrowdedServer implements AutoCloseable {

    /** The fewest that MariaDB can be told to have. */
    private static final int FEWEST_SLOTS = 10;

    private final EngineCase engineCase;
    private final Connection first;
    private final Deque<Connection> crowd = new ArrayDeque<>();

    private CrowdedServer(EngineCase engineCase) throws SQLException {
        this.engineCase = engineCase;
        this.first = connection();
    }

    /** Nobody is let in any more. */
    static CrowdedServer full(EngineCase engineCase) throws SQLException {
        return of(engineCase, 0);
    }

    /** The family's servers let one more in, to see whether it is an administrator. */
    static CrowdedServer fullButForAdministrators(EngineCase engineCase) throws SQLException {
        return of(engineCase, 1);
    }

    private static CrowdedServer of(EngineCase engineCase, int left) throws SQLException {
        CrowdedServer server = new CrowdedServer(engineCase);
        int slots = server.ordinarySlots() - left;
        while (server.crowd.size() + 1 < slots) {
            server.enter();
        }
        return server;
    }

    private int ordinarySlots() throws SQLException {
        if (engineCase.mysqlProtocol()) {
            run("SET GLOBAL max_connections = " + FEWEST_SLOTS);
            return FEWEST_SLOTS;
        }
        return number("SELECT current_setting('max_connections')::int"
                + " - current_setting('superuser_reserved_connections')::int");
    }

    /** Those who are about to leave may still be in the way. */
    private void enter() throws SQLException {
        try {
            crowd.add(connection());
        } catch (SQLException full) {
            if (!full.getSQLState().equals("53300") && full.getErrorCode() != 1040) {
                throw full;
            }
        }
    }

    private Connection connection() throws SQLException {
        return RDS.instance(engineCase.instance).adminConnection(engineCase.adminDatabase);
    }

    private void run(String sql) throws SQLException {
        try (Statement statement = first.createStatement()) {
            statement.execute(sql);
        }
    }

    private int number(String sql) throws SQLException {
        try (Statement statement = first.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getInt(1);
        }
    }

    /** Ends when everybody has left, so that the next in line finds a slot. */
    @Override
    public void close() throws SQLException {
        if (engineCase.mysqlProtocol()) {
            run("SET GLOBAL max_connections = 151");
        }
        for (Connection connection : crowd) {
            connection.close();
        }
        while (!engineCase.mysqlProtocol()
                && number("SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend'")
                        >= crowd.size() / 2) {
            LockSupport.parkNanos(10_000_000);
        }
        first.close();
    }
}
