package ai.fourminds.rds.postgresql.session;

import ai.fourminds.rds.plugin.catalogue.TableName;
import ai.fourminds.rds.plugins.common.JdbiWork;
import java.sql.SQLException;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * Locks tables ahead of their export, with the lock that reading takes, so that no other session truncates, rewrites or
 * alters them until the transaction ends. Never waits: a table that is already locked is skipped, and its export waits.
 * Stateless.
 */
public final class TableLocks {

    private static final int AT_ONCE = 100;
    private static final int REFUSALS = 64;
    private static final String OUT_OF_SHARED_MEMORY = "53200";

    /** The tables to lock, up to an eighth of the server's lock table, which all sessions share; counts partitions. */
    private static final String LOCKABLE = """
            WITH RECURSIVE wanted AS (
                SELECT w.place, c.oid,
                       pg_catalog.format('%s%I.%I', CASE c.relkind WHEN 'r' THEN 'ONLY ' ELSE '' END, w.schema, w.name)
                           AS name
                FROM ROWS FROM (pg_catalog.unnest(CAST(:schemas AS pg_catalog.text[])),
                                pg_catalog.unnest(CAST(:names AS pg_catalog.text[])))
                     WITH ORDINALITY AS w(schema, name, place)
                JOIN pg_catalog.pg_namespace n ON n.nspname = w.schema
                JOIN pg_catalog.pg_class c ON c.relnamespace = n.oid AND c.relname = w.name
                WHERE c.relkind IN ('r', 'p')
                  AND pg_catalog.has_schema_privilege(n.oid, 'USAGE')
                  AND pg_catalog.has_table_privilege(c.oid, 'SELECT')
            ), member AS (
                SELECT w.place, w.oid
                FROM wanted w
                UNION ALL
                SELECT m.place, i.inhrelid
                FROM member m
                JOIN pg_catalog.pg_class p ON p.oid = m.oid AND p.relkind = 'p'
                JOIN pg_catalog.pg_inherits i ON i.inhparent = p.oid
            ), counted AS (
                SELECT m.place, sum(count(*)) OVER (ORDER BY m.place) AS locks
                FROM member m
                GROUP BY m.place
            )
            SELECT w.name
            FROM wanted w
            JOIN counted c ON c.place = w.place
            WHERE c.locks <= pg_catalog.current_setting('max_locks_per_transaction')::pg_catalog.int8
                             * pg_catalog.current_setting('max_connections')::pg_catalog.int8 / 8
            ORDER BY w.place
            """;

    private final Handle handle;
    private int refusals;

    private TableLocks(Handle handle) {
        this.handle = handle;
    }

    /**
     * Locks tables. Names print with the quotes they need: the session's search path is pinned,
     * {@code quote_all_identifiers} off.
     */
    public static void take(Handle handle, List<TableName> tables) throws SQLException {
        if (tables.size() < 2) {
            // A single table is read at once.
            return;
        }
        List<String> names = JdbiWork.on(
                handle,
                h -> TableNames.bound(h.createQuery(LOCKABLE), tables)
                        .mapTo(String.class)
                        .list());
        TableLocks locks = new TableLocks(handle);
        for (int from = 0; from < names.size(); from += AT_ONCE) {
            locks.take(names.subList(from, Math.min(from + AT_ONCE, names.size())));
        }
    }

    /** Locks all at once, else each half; skips tables that are locked elsewhere or gone. */
    private void take(List<String> names) throws SQLException {
        if (refusals > REFUSALS) {
            return;
        }
        try {
            JdbiWork.on(
                    handle,
                    h -> h.execute("SAVEPOINT fourminds_export; LOCK TABLE " + String.join(", ", names)
                            + " IN ACCESS SHARE MODE NOWAIT; RELEASE SAVEPOINT fourminds_export"));
            return;
        } catch (SQLException refused) {
            Transactions.rollBackAndRelease(handle);
            refusals = OUT_OF_SHARED_MEMORY.equals(refused.getSQLState()) ? REFUSALS + 1 : refusals + 1;
        }
        if (names.size() > 1) {
            take(names.subList(0, names.size() / 2));
            take(names.subList(names.size() / 2, names.size()));
        }
    }
}
