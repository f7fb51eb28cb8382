package ai.fourminds.rds.postgresql.session;

import java.time.OffsetDateTime;
import org.jdbi.v3.core.Handle;

/**
 * Settings of the current transaction that decide the text of cells and keep an export from being ended halfway,
 * whatever the defaults of the server, the database or the role. Stateless and thread-safe.
 */
public final class SessionSettings {

    /** The join omits settings that the server's version does not have. */
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

    /** The previous search path, and the server's time. */
    public record Before(String path, OffsetDateTime time) {}

    private SessionSettings() {}

    public static void apply(Handle handle) {
        handle.createQuery(CELLS).mapTo(String.class).list();
    }

    /**
     * Turns JIT off: compiling a catalogue query, whose cost the planner overestimates, takes longer than running it.
     */
    public static void withoutJit(Handle handle) {
        handle.createQuery(NO_JIT).mapTo(String.class).list();
    }

    /**
     * Sets the search path to {@code pg_catalog} for the plugin's own SQL, so that no object of the database can
     * replace a built-in one, and names print qualified. Returns the previous path.
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
