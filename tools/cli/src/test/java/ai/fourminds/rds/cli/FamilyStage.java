package ai.fourminds.rds.cli;

import ai.fourminds.rds.cli.FaultMatrix.Fault;
import ai.fourminds.rds.cli.FaultMatrix.Position;
import ai.fourminds.rds.local.LocalRds;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * A server of MySQL or MariaDB, or a cluster. What is exported are views of the tables b1 to b5: a function in them waits for a lock, which no
 * table can do. Used by one thread.
 */
final class FamilyStage extends ServerStage {
    private static final String GATES = "'1-1', '2-" + FaultMatrix.ROWS / 2 + "', '3-1', '4-" + FaultMatrix.ROWS + "'";

    FamilyStage(LocalRds rds, String identifier) {
        super(rds, identifier, "passed");
    }

    /** Tables that were locked, replaced or rebuilt are read in a later snapshot. */
    @Override
    public boolean survives(Fault fault) {
        return fault != Fault.FAILOVER && fault != Fault.BACKEND_KILLED && fault != Fault.FOLDER_REMOVED;
    }

    @Override
    public boolean namesTheMoment() {
        return false;
    }

    @Override
    public String table(int number) {
        return "t" + number;
    }

    /** Once, before all cases. */
    void createDatabase() throws SQLException {
        try (Connection admin = connected("mysql")) {
            execute(
                    admin,
                    "SET GLOBAL log_bin_trust_function_creators = 1",
                    "CREATE DATABASE " + DATABASE,
                    "USE " + DATABASE,
                    "CREATE TABLE digits (d int)",
                    "INSERT INTO digits VALUES (0), (1), (2), (3), (4), (5), (6), (7), (8), (9)",
                    "CREATE FUNCTION pass(gate varchar(9)) RETURNS varchar(9) NOT DETERMINISTIC READS SQL DATA"
                            + " SQL SECURITY INVOKER BEGIN"
                            + " DO GET_LOCK(gate, 600); DO RELEASE_LOCK(gate); RETURN 'passed'; END",
                    "GRANT EXECUTE ON " + DATABASE + ".* TO fourminds_iam_user");
            for (int table = 1; table <= 5; table++) {
                execute(
                        admin,
                        "CREATE TABLE b" + table + " (id int PRIMARY KEY, t varchar(200))",
                        "CREATE SQL SECURITY INVOKER VIEW t" + table + " AS SELECT id, t, CASE WHEN CONCAT(" + table
                                + ", '-', id) IN (" + GATES + ") THEN pass(CONCAT(" + table
                                + ", '-', id)) END AS g FROM b" + table);
            }
        }
    }

    private static String fill(String table, String version) {
        return "INSERT INTO " + table + " SELECT n, CONCAT('" + version + " ', n, REPEAT('x', 80)) FROM (SELECT"
                + " 1 + a.d + 10 * b.d + 100 * c.d + 1000 * e.d AS n FROM digits a, digits b, digits c, digits e) numbers"
                + " WHERE n <= " + FaultMatrix.ROWS;
    }

    @Override
    public void create() throws SQLException {
        for (int table = 1; table <= 5; table++) {
            admin("TRUNCATE b" + table, fill("b" + table, "v1"));
        }
    }

    @Override
    public void close(Position position) throws SQLException {
        gate = connected(DATABASE);
        execute(gate, "DO GET_LOCK('" + position.table + "-" + position.row + "', 0)");
    }

    @Override
    public boolean isAwaited() throws SQLException {
        try (Statement statement = admin().createStatement()) {
            statement.execute("DO SLEEP(0.02)");
            try (ResultSet row = statement.executeQuery(
                    "SELECT COUNT(*) FROM information_schema.processlist WHERE state = 'User lock'")) {
                return row.next() && row.getLong(1) > 0;
            }
        }
    }

    @Override
    public Instant change() throws SQLException {
        for (int table = 1; table <= 4; table++) {
            admin("UPDATE b" + table + " SET t = CONCAT('v2', SUBSTR(t, 3))");
        }
        try (Statement statement = admin().createStatement();
                ResultSet row = statement.executeQuery("SELECT CAST(UNIX_TIMESTAMP(NOW(6)) * 1000000 AS SIGNED)")) {
            row.next();
            return Instant.EPOCH.plus(row.getLong(1), ChronoUnit.MICROS);
        }
    }

    @Override
    public void lock() throws SQLException {
        holder = connected(DATABASE);
        execute(holder, "LOCK TABLES b5 WRITE, digits a READ, digits b READ, digits c READ, digits e READ");
    }

    @Override
    public void strike(Fault fault) throws SQLException {
        switch (fault) {
            case FAILOVER -> cluster.failover();
            case BACKEND_KILLED -> killWaiting();
            case DDL -> soon("ALTER TABLE b4 ENGINE = InnoDB");
            case TRUNCATE -> replace();
            case LOCKED_AND_TRUNCATED -> execute(holder, "TRUNCATE b5", fill("b5", "v2"), "UNLOCK TABLES");
            case LOCKED_AND_UNLOCKED -> execute(holder, "UNLOCK TABLES");
            default -> throw new IllegalArgumentException(fault.name());
        }
    }

    private void killWaiting() throws SQLException {
        try (Statement list = admin().createStatement();
                ResultSet row =
                        list.executeQuery("SELECT id FROM information_schema.processlist WHERE state = 'User lock'")) {
            while (row.next()) {
                admin("KILL " + row.getLong(1));
            }
        }
    }

    /** No reader may see it half done. */
    private void replace() throws SQLException {
        admin("DROP TABLE IF EXISTS n4, o4", "CREATE TABLE n4 LIKE b4", fill("n4", "v2"));
        soon("RENAME TABLE b4 TO o4, n4 TO b4");
        admin("DROP TABLE IF EXISTS n4, o4");
    }

    /** Given up where an export that reads the table is in the way. */
    private void soon(String sql) throws SQLException {
        try {
            inOwnSession("SET SESSION lock_wait_timeout = 1", sql);
        } catch (SQLException givenUp) {
            if (givenUp.getErrorCode() != 1205) {
                throw givenUp;
            }
        }
    }

    @Override
    public void open() throws SQLException {
        release();
        if (cluster != null) {
            cluster.settle();
        }
    }
}
