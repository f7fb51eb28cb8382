package ai.fourminds.rds.cli;

import static ai.fourminds.rds.cli.PostgresqlZoo.admin;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * A PostgreSQL database with a table that is large enough to be read through several connections, and a small one.
 * Stateless.
 */
final class LargeTable {
    static final String INSTANCE = "prod-analytics";
    static final String DATABASE = "halves";
    static final String NAME = "public.large";
    static final String SMALL = "public.small";
    static final long ROWS = 20_000;

    private LargeTable() {}

    /** 22 MiB in eleven ranges. From the fifth on, each holds values on whose way into JSON a reader can be stopped. */
    static void create() throws SQLException {
        admin("postgres", "CREATE DATABASE " + DATABASE);
        admin(
                DATABASE,
                "CREATE TYPE gate AS ENUM ('gate')",
                "CREATE FUNCTION pass(gate) RETURNS text LANGUAGE plpgsql STABLE AS"
                        + " $$BEGIN PERFORM pg_advisory_xact_lock_shared(1); RETURN 'passed'; END$$",
                "CREATE CAST (gate AS text) WITH FUNCTION pass(gate)",
                "CREATE TABLE large (id int, t text, doors gate[])",
                "INSERT INTO large SELECT i, CASE i % 5 WHEN 0 THEN NULL WHEN 1 THEN E'a,\"\\n' || i"
                        + " ELSE repeat(md5(i::text), 50) END,"
                        + " CASE WHEN i > 8000 AND i % 100 = 0 THEN ARRAY['gate'::gate] END"
                        + " FROM generate_series(1, " + ROWS + ") i",
                "CREATE TABLE small AS SELECT 1 AS id",
                "GRANT SELECT ON large, small TO PUBLIC",
                "ANALYZE large");
    }

    static void drop() throws SQLException {
        admin("postgres", "DROP DATABASE " + DATABASE + " WITH (FORCE)");
    }

    /** While open, whoever reads on beyond the first ranges waits. For one thread. */
    static final class Barrier implements AutoCloseable {
        private static final String WAITING =
                " FROM pg_stat_activity WHERE wait_event = 'advisory' AND query LIKE 'COPY%'";

        private final Connection connection =
                LocalProgram.RDS.instance(INSTANCE).adminConnection(DATABASE);
        private final Statement statement = connection.createStatement();

        Barrier() throws SQLException {
            statement.execute("SELECT pg_advisory_lock(1)");
        }

        /** Returns once so many connections stand before it. */
        void await(int readers) throws SQLException {
            until("count(*) >= " + readers);
        }

        /** Returns once nobody stands before it any more. */
        void awaitNone() throws SQLException {
            until("count(*) = 0");
        }

        private void until(String condition) throws SQLException {
            while (ask(condition).equals("f")) {
                try {
                    Thread.sleep(10);
                } catch (InterruptedException e) {
                    throw new IllegalStateException("the test's time is up", e);
                }
            }
        }

        /** Ends one of those that wait: the export's first reader or the one that came last. */
        void terminate(boolean last) throws SQLException {
            String order = "array_agg(pid ORDER BY backend_start " + (last ? "DESC" : "ASC") + ")";
            ask("pg_terminate_backend((" + order + ")[1])");
        }

        private String ask(String what) throws SQLException {
            try (ResultSet row = statement.executeQuery("SELECT " + what + WAITING)) {
                row.next();
                return row.getString(1);
            }
        }

        @Override
        public void close() throws SQLException {
            connection.close();
        }
    }
}
