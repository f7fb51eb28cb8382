package ai.fourminds.rds.spark;

import ai.fourminds.rds.local.LocalInstance;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;

/**
 * Holds up PostgreSQL's readers of a table whose policy calls {@code gated()}, until it is closed. For one thread.
 */
final class Gate implements AutoCloseable {

    /** What a database needs for it. */
    static final String FUNCTION = """
            CREATE FUNCTION gated() RETURNS boolean LANGUAGE plpgsql AS $$
            BEGIN
                WHILE EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' AND objid = 4711 AND granted) LOOP
                    PERFORM pg_sleep(0.02);
                END LOOP;
                RETURN true;
            END $$
            """;

    private final Connection holder;

    Gate(LocalInstance instance, String database) throws SQLException {
        holder = instance.adminConnection(database);
        try (Statement statement = holder.createStatement()) {
            statement.execute("SELECT pg_advisory_lock(4711)");
        }
    }

    /** Waits until a query says so, as long as the job runs. */
    void await(String condition, CompletableFuture<Integer> job) throws SQLException, InterruptedException {
        try (Statement statement = holder.createStatement()) {
            for (boolean yes = false; !yes; Thread.sleep(20)) {
                if (job.isDone()) {
                    throw new AssertionError("the job has ended with " + job.join());
                }
                try (ResultSet row = statement.executeQuery(condition)) {
                    yes = row.next() && row.getBoolean(1);
                }
            }
        }
    }

    /** Waits until so many sessions wait at it, whose statement holds a text. */
    void awaitReaders(int number, String text, CompletableFuture<Integer> job)
            throws SQLException, InterruptedException {
        await(
                "SELECT count(*) >= " + number + " FROM pg_stat_activity WHERE wait_event = 'PgSleep' AND query LIKE '%"
                        + text + "%'",
                job);
    }

    @Override
    public void close() throws SQLException {
        holder.close();
    }
}
