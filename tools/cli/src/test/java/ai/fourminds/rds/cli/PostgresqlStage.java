package ai.fourminds.rds.cli;

import ai.fourminds.rds.cli.FaultMatrix.Fault;
import ai.fourminds.rds.cli.FaultMatrix.Position;
import ai.fourminds.rds.local.LocalRds;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;

/**
 * A PostgreSQL server, or a cluster, with values that wait on an advisory lock on their way into a file. Used by one thread but
 * for DDL that waits.
 */
final class PostgresqlStage extends ServerStage {
    private static final int ROWS = FaultMatrix.ROWS;

    private CompletableFuture<Void> waits = CompletableFuture.completedFuture(null);

    PostgresqlStage(LocalRds rds, String identifier) {
        super(rds, identifier, "\"[\"\"passed\"\"]\"");
    }

    /** Once, before all cases. */
    void createDatabase() throws SQLException {
        try (Connection admin = connected("postgres")) {
            execute(admin, "CREATE DATABASE " + DATABASE);
        }
        inOwnSession(
                "CREATE TYPE gate AS ENUM ('1-1', '2-" + ROWS / 2 + "', '3-1', '4-" + ROWS + "')",
                "CREATE FUNCTION pass(gate) RETURNS text LANGUAGE plpgsql STABLE AS"
                        + " $$BEGIN PERFORM pg_advisory_xact_lock_shared(hashtext(enum_out($1)::text)); RETURN 'passed';"
                        + " END$$",
                "CREATE CAST (gate AS text) WITH FUNCTION pass(gate)");
    }

    /** Once, after all cases. */
    void dropDatabase() throws SQLException {
        try (Connection admin = connected("postgres")) {
            execute(admin, "DROP DATABASE " + DATABASE + " WITH (FORCE)");
        }
    }

    /** Tables that somebody has locked are waited for, and other DDL waits for the export's own locks. */
    @Override
    public boolean survives(Fault fault) {
        return fault == Fault.DDL
                || fault == Fault.TRUNCATE
                || fault == Fault.LOCKED_AND_UNLOCKED
                || fault == Fault.SNAPSHOT_LOST;
    }

    @Override
    public boolean namesTheMoment() {
        return true;
    }

    @Override
    public String table(int number) {
        return "public.t" + number;
    }

    @Override
    public void create() throws SQLException {
        for (int table = 1; table <= 5; table++) {
            admin("DROP TABLE IF EXISTS t" + table + "; CREATE TABLE t" + table + " AS SELECT i AS id, 'v1 ' || i"
                    + " || repeat('x', 80) AS t, CASE WHEN " + table + " || '-' || i IN ('1-1', '2-" + ROWS / 2
                    + "', '3-1', '4-" + ROWS + "') THEN ARRAY[(" + table + " || '-' || i)::gate] END AS g"
                    + " FROM generate_series(1, " + ROWS + ") i; GRANT SELECT ON t" + table + " TO PUBLIC");
        }
    }

    @Override
    public void close(Position position) throws SQLException {
        gate = connected(DATABASE);
        execute(gate, "SELECT pg_advisory_lock(hashtext('" + position.table + "-" + position.row + "'))");
    }

    @Override
    public boolean isAwaited() throws SQLException {
        return holds("SELECT count(*) > 0 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted");
    }

    private boolean holds(String question) throws SQLException {
        try (Statement statement = admin().createStatement()) {
            // Others have work to do meanwhile.
            statement.execute("SELECT pg_sleep(0.02)");
            try (ResultSet row = statement.executeQuery(question)) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    @Override
    public Instant change() throws SQLException {
        for (int table = 1; table <= 4; table++) {
            // A server that crashes must not forget it.
            admin("SET synchronous_commit TO on; UPDATE t" + table + " SET t = 'v2' || substr(t, 3)");
        }
        try (Statement statement = admin().createStatement();
                ResultSet row = statement.executeQuery("SELECT clock_timestamp()")) {
            row.next();
            return row.getObject(1, OffsetDateTime.class).toInstant();
        }
    }

    @Override
    public void lock() throws SQLException {
        holder = connected(DATABASE);
        holder.setAutoCommit(false);
        execute(holder, "LOCK TABLE t5 IN ACCESS EXCLUSIVE MODE");
    }

    @Override
    public void strike(Fault fault) throws SQLException {
        switch (fault) {
            case SERVER_CRASH -> crash();
            case FAILOVER -> cluster.failover();
            case BACKEND_KILLED -> terminate("wait_event = 'advisory' AND query LIKE 'COPY%'");
            case SNAPSHOT_LOST -> terminate("query LIKE '%pg_export_snapshot%'");
            case DDL -> waiting("ALTER TABLE t4 DROP COLUMN t");
            case TRUNCATE -> waiting("TRUNCATE t4");
            case LOCKED_AND_TRUNCATED -> {
                execute(
                        holder,
                        "TRUNCATE t5; INSERT INTO t5 SELECT i, 'v2 ' || i || repeat('x', 80) FROM"
                                + " generate_series(1, " + ROWS + ") i");
                holder.commit();
            }
            case LOCKED_AND_UNLOCKED -> holder.rollback();
            default -> throw new IllegalArgumentException(fault.name());
        }
    }

    private void terminate(String condition) throws SQLException {
        admin("SELECT pg_terminate_backend(pid, 60000) FROM pg_stat_activity WHERE datname = '" + DATABASE
                + "' AND pid <> pg_backend_pid() AND " + condition);
    }

    /** A backend that dies without a word makes the server end all others, and recover. */
    private void crash() throws SQLException {
        long pid;
        try (Connection victim = connected(DATABASE);
                Statement statement = victim.createStatement();
                ResultSet row = statement.executeQuery("SELECT pg_backend_pid()")) {
            row.next();
            pid = row.getLong(1);
            ProcessHandle.of(pid).orElseThrow().destroyForcibly();
            ProcessHandle.of(pid).ifPresent(process -> process.onExit().join());
        }
    }

    /** It can neither go on while the export runs nor hold it up; it is given up before the tables are read again. */
    private void waiting(String sql) throws SQLException {
        // Java 25 would have it wait for the export, which holds the one thread of the common pool.
        waits = CompletableFuture.runAsync(
                () -> {
                    try {
                        inOwnSession("SET lock_timeout = '1s'; " + sql);
                    } catch (SQLException givenUp) {
                        if (!"55P03".equals(givenUp.getSQLState())) {
                            throw new IllegalStateException(givenUp);
                        }
                    }
                },
                task -> new Thread(task).start());
        boolean waits = false;
        while (!waits) {
            waits = holds("SELECT count(*) > 0 FROM pg_locks WHERE mode = 'AccessExclusiveLock' AND NOT granted");
            LockSupport.parkNanos(10_000_000);
        }
    }

    @Override
    public void open() throws SQLException {
        release();
        waits.join();
        boolean serves = false;
        while (!serves) {
            try {
                inOwnSession("SELECT 1");
                serves = true;
            } catch (SQLException recovering) {
                LockSupport.parkNanos(10_000_000);
            }
        }
    }
}
