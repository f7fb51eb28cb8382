package ai.fourminds.rds.postgresql.copy;

import ai.fourminds.rds.postgresql.catalogue.CopySource;
import java.sql.SQLException;

/**
 * Whether what has been read is still as the snapshot's catalogue says. Truncating or rewriting a table takes its rows from
 * older snapshots, and DDL changes what names mean, while a snapshot shows the old catalogue: functions over the server's
 * caches show the new one. To be asked while the locks of the read are held. Stateless.
 */
final class StorageCheck {

    private static final String NOT_AS_BEFORE = "55000";

    /**
     * Storage, name and the names of columns of each relation {@code u.oid}. Before version 12 the catalogue
     * has a file number for relations without storage, too.
     */
    private static final String UNCHANGED = """
            SELECT coalesce(pg_catalog.bool_and(coalesce(
                       c.relfilenode = coalesce(pg_catalog.pg_relation_filenode(c.oid), c.relfilenode)
                       AND (pg_catalog.pg_identify_object_as_address(1259, c.oid, 0)).object_names
                           = ARRAY[n.nspname::pg_catalog.text, c.relname::pg_catalog.text]
                       AND NOT EXISTS (
                           SELECT
                           FROM pg_catalog.pg_attribute a
                           WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
                             AND (pg_catalog.pg_identify_object_as_address(1259, c.oid, a.attnum)).object_names[3]
                                 IS DISTINCT FROM a.attname::pg_catalog.text),
                       false)), true)
            """;

    private static final String FROM = """
            LEFT JOIN pg_catalog.pg_class c ON c.oid = u.oid
            LEFT JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            """;

    private static final String OF_ONE = UNCHANGED + "FROM (VALUES (?::pg_catalog.oid)) AS u(oid)\n" + FROM;

    /** Members of a partitioned table in the snapshot. */
    private static final String OF_PARTITIONED = """
            WITH RECURSIVE root AS (
                SELECT ?::pg_catalog.oid AS oid
            ), u AS (
                SELECT r.oid
                FROM root r
                UNION ALL
                SELECT i.inhrelid
                FROM u
                JOIN pg_catalog.pg_class p ON p.oid = u.oid AND p.relkind = 'p'
                JOIN pg_catalog.pg_inherits i ON i.inhparent = p.oid
            )
            """ + UNCHANGED;

    /** Partitions come and go under the lock of a reader. */
    private static final String SAME_MEMBERS = """
            AND NOT EXISTS (
                SELECT
                FROM pg_catalog.pg_partition_tree((SELECT r.oid FROM root r)) AS t
                FULL JOIN u AS v ON v.oid = t.relid
                WHERE t.relid IS NULL OR v.oid IS NULL)
            """;

    /**
     * Before version 12: a detached partition has no constraint any more. (Nor has a default partition without others. An
     * attached one cannot be told.)
     */
    private static final String NO_MEMBER_DETACHED = """
            AND NOT EXISTS (
                SELECT
                FROM u
                JOIN pg_catalog.pg_inherits i ON i.inhrelid = u.oid
                JOIN pg_catalog.pg_class c ON c.oid = u.oid
                WHERE u.oid <> (SELECT r.oid FROM root r)
                  AND pg_catalog.pg_get_partition_constraintdef(u.oid) IS NULL
                  AND (pg_catalog.pg_get_expr(c.relpartbound, c.oid) <> 'DEFAULT'
                       OR EXISTS (SELECT FROM pg_catalog.pg_inherits s
                                  WHERE s.inhparent = i.inhparent AND s.inhrelid <> u.oid)))
            """;

    /** Whatever this session has locked: tables behind views, policies and functions too. */
    private static final String OF_ALL_LOCKED = UNCHANGED + """
            FROM (SELECT DISTINCT l.relation
                  FROM pg_catalog.pg_locks l
                  JOIN pg_catalog.pg_database d ON d.oid = l.database AND d.datname = pg_catalog.current_database()
                  WHERE l.locktype = 'relation' AND l.pid = pg_catalog.pg_backend_pid() AND l.relation >= 16384
                    AND (pg_catalog.pg_identify_object(1259, l.relation, 0)).type
                        IN ('table', 'view', 'materialized view', 'foreign table')) AS u(oid)
            """ + FROM;

    private StorageCheck() {}

    /** The question, whose parameter, where there is one, is the relation; its one answer is true when all is as it was. */
    static String question(CopySource source, int serverVersion) {
        boolean others = source.relation().rowSecurity() || source.hasCondition();
        return switch (source.relation().kind()) {
            case "r" -> others ? OF_ALL_LOCKED : OF_ONE;
            case "p" -> {
                String members = serverVersion < 12 ? NO_MEMBER_DETACHED : SAME_MEMBERS;
                String whole = OF_PARTITIONED + members + "FROM u\n" + FROM;
                yield others ? "SELECT (" + whole + ") AND (" + OF_ALL_LOCKED + ")" : whole;
            }
            default -> OF_ALL_LOCKED;
        };
    }

    /** The failure of a source that is not as it was. */
    static SQLException changed(CopySource source) {
        String what = source.relation().kind().isEmpty()
                ? "a table that the query reads"
                : source.name() + (source.hasCondition() ? " or a table that its condition reads" : "");
        return new SQLException(
                what + " was truncated, rewritten, altered or replaced after the export's snapshot was taken, so that"
                        + " rows may be missing; export it again, for which --resume suffices",
                NOT_AS_BEFORE);
    }
}
