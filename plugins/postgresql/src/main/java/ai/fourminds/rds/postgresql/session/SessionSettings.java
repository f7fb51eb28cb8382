package ai.fourminds.rds.postgresql.session;

import java.time.OffsetDateTime;
import org.jdbi.v3.core.Handle;

/**
 * The settings that decide what a cell says and that an export is not ended halfway, for the current transaction only,
 * whatever the server, the database or the role have as defaults. Stateless and thread-safe.
 */
public final class SessionSettings {

    /** Settings that the server's version does not have are left out by the join. */
    private static final String CELLS = """
            SELECT pg_catalog.set_config(s.name, v.value, true)
            FROM (VALUES
                ('TimeZone', 'UTC'),
                ('DateStyle', 'ISO'),
                ('IntervalStyle', 'postgres'),
                -- From 12 on, 1 is the shortest text that reads back exactly; before, only 3 is exact.
                ('extra_float_digits',
                 CASE WHEN pg_catalog.current_setting('server_version_num')::pg_catalog.int4
                           OPERATOR(pg_catalog.<) 120000 THEN '3' ELSE '1' END),
                ('bytea_output', 'hex'),
                ('client_encoding', 'UTF8'),
                ('standard_conforming_strings', 'on'),
                ('quote_all_identifiers', 'off'),
                ('jit', 'off'),
                ('row_security', 'on'),
                ('enable_tidscan', 'on'),
                ('statement_timeout', '0'),
                ('transaction_timeout', '0'),
                ('idle_in_transaction_session_timeout', '0')
            ) AS v(name, value)
            JOIN pg_catalog.pg_settings s ON s.name OPERATOR(pg_catalog.=) v.name
            """;

    private static final String NO_JIT = """
            SELECT pg_catalog.set_config(s.name, 'off', true)
            FROM pg_catalog.pg_settings s
            WHERE s.name OPERATOR(pg_catalog.=) 'jit'
            """;

    private static final String PATH = """
            SELECT pg_catalog.current_setting('search_path') AS path, pg_catalog.clock_timestamp() AS time,
                   pg_catalog.set_config('search_path', 'pg_catalog', true) AS pinned
            """;

    /** The search path that was, and the server's time. */
    public record Before(String path, OffsetDateTime time) {}

    private SessionSettings() {}

    public static void apply(Handle handle) {
        handle.createQuery(CELLS).mapTo(String.class).list();
    }

    /** Compiling a catalogue query, which the planner takes for a large one, takes longer than running it. */
    public static void withoutJit(Handle handle) {
        handle.createQuery(NO_JIT).mapTo(String.class).list();
    }

    /**
     * For our own SQL, so that nothing in the database can stand in for what it names, and names print in full. Returns
     * the path that was.
     */
    public static Before pinPath(Handle handle) {
        return handle.createQuery(PATH)
                .map((row, context) -> new Before(row.getString("path"), row.getObject("time", OffsetDateTime.class)))
                .one();
    }

    public static String setPath(Handle handle, String path) {
        return handle.createQuery("SELECT pg_catalog.set_config('search_path', :path, true)")
                .bind("path", path)
                .mapTo(String.class)
                .one();
    }
}
