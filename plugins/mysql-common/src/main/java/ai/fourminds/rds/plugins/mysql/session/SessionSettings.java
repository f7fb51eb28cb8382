package ai.fourminds.rds.plugins.mysql.session;

import ai.fourminds.rds.plugins.common.JdbiWork;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.statement.Query;

/**
 * Session settings that decide the text of cells and keep an export from being ended halfway, whatever the defaults of
 * the server, the user or the URL. Stateless and thread-safe.
 */
public final class SessionSettings {

    private static final String SELECT_LIMIT = "sql_select_limit";
    private static final String SQL_MODE = "sql_mode";
    private static final String BIG_SELECTS = "sql_big_selects";
    private static final String TIME_ZONE = "time_zone";
    private static final String AS_OF = "system_versioning_asof";
    private static final String GENERATED_KEYS = "show_gipk_in_create_table_and_information_schema";
    private static final String DEFAULT = "DEFAULT";
    private static final String NO_LIMIT = "18446744073709551615";

    /** Settings that decide the text of cells. */
    private static final Map<String, String> CELLS = Map.of(
            TIME_ZONE,
            "'+00:00'",
            "character_set_results",
            "'utf8mb4'",
            "character_set_connection",
            "'utf8mb4'",
            SQL_MODE,
            without("PAD_CHAR_TO_FULL_LENGTH", "NO_ZERO_IN_DATE", "TRADITIONAL"),
            // The current state of MariaDB's tables with system versioning.
            AS_OF,
            DEFAULT,
            // MySQL's generated invisible keys are exported like other invisible columns.
            GENERATED_KEYS,
            "1");

    /** Cells, and a limited wait for locked tables; the user's own shorter limit stays. */
    public static final Map<String, String> PREVIEWS =
            with(CELLS, "lock_wait_timeout", "CAST(LEAST(@@SESSION.lock_wait_timeout, 10) AS UNSIGNED)");

    /** Current statistics instead of up to a day old ones, and a count of all columns. */
    public static final Map<String, String> STATISTICS =
            Map.of("information_schema_stats_expiry", "0", GENERATED_KEYS, "1");

    /** Settings that would end a long export; most exist in only one of the two servers. */
    private static final Map<String, String> LONG_EXPORTS = Map.of(
            "net_write_timeout", "86400",
            "wait_timeout", "86400",
            "max_execution_time", "0",
            "max_statement_time", "0",
            "idle_transaction_timeout", "0",
            "idle_readonly_transaction_timeout", "0");

    /** Settings that would drop a part of a query's result, with a warning at most. */
    private static final Map<String, String> WHOLE = Map.of(
            "group_concat_max_len", "1073741824",
            "max_recursive_iterations", "4294967295");

    /** How many warnings the server keeps, including those of a cut; in MySQL, users may not set it. */
    private static final Map<String, String> WARNINGS = Map.of("max_error_count", "65535");

    private SessionSettings() {}

    private static Map<String, String> with(Map<String, String> settings, String name, String value) {
        Map<String, String> all = new TreeMap<>(settings);
        all.put(name, value);
        return Map.copyOf(all);
    }

    /**
     * Returns the SQL mode without those modes that would pad CHAR with spaces, and make MySQL's temporary tables (for
     * a cap on a query, or a sample) turn 2024-00-00 into 0000-00-00. All other modes are the user's choice.
     */
    private static String without(String... modes) {
        String rest = "@@SESSION.sql_mode";
        for (String mode : modes) {
            // The literal '' is NULL in MariaDB's EMPTY_STRING_IS_NULL.
            rest = "REPLACE(" + rest + ", '" + mode + "', LEFT('-', 0))";
        }
        return rest;
    }

    /**
     * Applies all settings for the rest of the session; returns the statement that applies them again, because users'
     * functions may change them.
     */
    public static String applyAll(Handle handle, Server server) throws SQLException {
        Map<String, String> all = new TreeMap<>(CELLS);
        all.putAll(LONG_EXPORTS);
        all.putAll(WHOLE);
        all.putAll(server.isMariadb() ? WARNINGS : Map.of());
        apply(handle, all);
        List<String> names = new ArrayList<>(all.keySet());
        names.addAll(List.of(SELECT_LIMIT, BIG_SELECTS, "character_set_client"));
        Map<String, String> made = current(handle, names);
        made.replaceAll(SessionSettings::literal);
        return statement(made);
    }

    /** Runs work with the settings that the server has, and then restores the connection's own. */
    public static <T> T during(Handle handle, Map<String, String> settings, HandleCallback<T, SQLException> work)
            throws SQLException {
        Map<String, String> before = apply(handle, settings);
        return JdbiWork.undone(handle, work, h -> restore(h, before));
    }

    /** Applies the settings that the server has; returns their previous values. */
    private static Map<String, String> apply(Handle handle, Map<String, String> wanted) throws SQLException {
        // First, because they would cut or refuse listings of this class and of the catalogue.
        Map<String, String> limits =
                PlainSql.query(handle, "SELECT @@SESSION.sql_select_limit, @@SESSION.sql_big_selects", rows -> {
                    rows.next();
                    return Map.of(SELECT_LIMIT, rows.getString(1), BIG_SELECTS, rows.getString(2));
                });
        set(handle, Map.of(SELECT_LIMIT, NO_LIMIT, BIG_SELECTS, "1"));
        Map<String, String> before = current(handle, List.copyOf(wanted.keySet()));
        Map<String, String> known = new TreeMap<>(wanted);
        known.keySet().retainAll(before.keySet());
        set(handle, known);
        before.putAll(limits);
        return before;
    }

    /** Limits the rows of the session's SELECTs that have no LIMIT of their own. */
    public static void limitRows(Handle handle, long rows) throws SQLException {
        set(handle, Map.of(SELECT_LIMIT, String.valueOf(rows)));
    }

    private static void restore(Handle handle, Map<String, String> before) throws SQLException {
        Map<String, String> literals = new LinkedHashMap<>();
        before.forEach((name, value) -> literals.put(name, literal(name, value)));
        String zone = literals.remove(TIME_ZONE);
        if (zone != null) {
            // A timestamp among the other settings is read in this zone.
            set(handle, Map.of(TIME_ZONE, zone));
        }
        set(handle, literals);
    }

    private static Map<String, String> current(Handle handle, List<String> names) throws SQLException {
        return JdbiWork.on(handle, h -> {
            Map<String, String> values = new TreeMap<>();
            List<String> marks =
                    IntStream.range(0, names.size()).mapToObj(i -> "n" + i).toList();
            String list = marks.stream().map(mark -> ":" + mark).collect(Collectors.joining(", "));
            Query query = h.createQuery("SHOW SESSION VARIABLES WHERE Variable_name IN (" + list + ")");
            for (int i = 0; i < names.size(); i++) {
                query.bind(marks.get(i), names.get(i));
            }
            query.map((row, context) -> Map.entry(row.getString(1), row.getString(2)))
                    .forEach(entry -> values.put(entry.getKey(), entry.getValue()));
            return values;
        });
    }

    private static void set(Handle handle, Map<String, String> literals) throws SQLException {
        if (!literals.isEmpty()) {
            PlainSql.execute(handle, statement(literals));
        }
    }

    private static String statement(Map<String, String> literals) {
        return literals.entrySet().stream()
                .map(setting -> "SESSION " + setting.getKey() + " = " + setting.getValue())
                .collect(Collectors.joining(", ", "SET ", ""));
    }

    /** Returns the literal of a setting. The server shows a NULL as an empty string; the mode is never NULL. */
    private static String literal(String name, String value) {
        if (value.isEmpty()) {
            return name.equals(SQL_MODE) ? "''" : "NULL";
        }
        if (name.equals(AS_OF) && value.equals(DEFAULT)) {
            return DEFAULT;
        }
        return value.matches("[0-9.]+") ? value : SqlText.literal(value);
    }
}
