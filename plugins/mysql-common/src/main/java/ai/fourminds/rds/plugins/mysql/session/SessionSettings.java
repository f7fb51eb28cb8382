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
import org.jdbi.v3.core.statement.Query;

/**
 * The settings that decide what a cell says, and that an export is not ended halfway, whatever the server, the user or the
 * URL have as defaults. Stateless and thread-safe.
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

    /** What decides about cells. */
    private static final Map<String, String> CELLS = Map.of(
            TIME_ZONE,
            "'+00:00'",
            "character_set_results",
            "'utf8mb4'",
            "character_set_connection",
            "'utf8mb4'",
            SQL_MODE,
            without("PAD_CHAR_TO_FULL_LENGTH", "NO_ZERO_IN_DATE", "TRADITIONAL"),
            // MariaDB's tables with system versioning as they are now.
            AS_OF,
            DEFAULT,
            // A key that MySQL has generated is a column like other invisible ones.
            GENERATED_KEYS,
            "1");

    /** Cells, and no endless wait for a table that somebody has locked; a shorter limit of the user's stays. */
    public static final Map<String, String> PREVIEWS =
            with(CELLS, "lock_wait_timeout", "CAST(LEAST(@@SESSION.lock_wait_timeout, 10) AS UNSIGNED)");

    /** Statistics as they are, not as they were up to a day ago, and all columns counted. */
    public static final Map<String, String> STATISTICS =
            Map.of("information_schema_stats_expiry", "0", GENERATED_KEYS, "1");

    /** What would end a long export; most exist in one of the two servers only. */
    private static final Map<String, String> LONG_EXPORTS = Map.of(
            "net_write_timeout", "86400",
            "wait_timeout", "86400",
            "max_execution_time", "0",
            "max_statement_time", "0",
            "idle_transaction_timeout", "0",
            "idle_readonly_transaction_timeout", "0");

    /** What would leave out a part of a query's result, with a warning at most. */
    private static final Map<String, String> WHOLE = Map.of(
            "group_concat_max_len", "1073741824",
            "max_recursive_iterations", "4294967295");

    /** How many warnings the server keeps, that of a cut among them; in MySQL, users may not say. */
    private static final Map<String, String> WARNINGS = Map.of("max_error_count", "65535");

    private SessionSettings() {}

    private static Map<String, String> with(Map<String, String> settings, String name, String value) {
        Map<String, String> all = new TreeMap<>(settings);
        all.put(name, value);
        return Map.copyOf(all);
    }

    /**
     * The mode without those that would pad CHAR with spaces that the table does not hold, and have MySQL's temporary tables
     * (for a cap on a query, or a sample) make 0000-00-00 of 2024-00-00. The rest is a query's own business.
     */
    private static String without(String... modes) {
        String rest = "@@SESSION.sql_mode";
        for (String mode : modes) {
            // An empty string that is written as one is NULL in MariaDB's EMPTY_STRING_IS_NULL.
            rest = "REPLACE(" + rest + ", '" + mode + "', LEFT('-', 0))";
        }
        return rest;
    }

    /** For the rest of the session; returns the statement that makes them anew, since functions of users may change them. */
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

    /** Makes those settings that the server has; returns what they were. */
    public static Map<String, String> apply(Handle handle, Map<String, String> wanted) throws SQLException {
        // First, since they cut short or refuse listings of this class and of the catalogue.
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

    /** The rows that a SELECT of the session's hands out at most, unless it has a LIMIT of its own. */
    public static void limitRows(Handle handle, long rows) throws SQLException {
        set(handle, Map.of(SELECT_LIMIT, String.valueOf(rows)));
    }

    public static void restore(Handle handle, Map<String, String> before) throws SQLException {
        Map<String, String> literals = new LinkedHashMap<>();
        before.forEach((name, value) -> literals.put(name, literal(name, value)));
        String zone = literals.remove(TIME_ZONE);
        if (zone != null) {
            // A moment among the others is read in it.
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

    /** The server shows a setting that is NULL as an empty string; the mode is never NULL. */
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
