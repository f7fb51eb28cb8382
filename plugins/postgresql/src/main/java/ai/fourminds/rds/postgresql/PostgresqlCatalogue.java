package ai.fourminds.rds.postgresql;

import ai.fourminds.rds.plugin.catalogue.Catalogue;
import ai.fourminds.rds.plugin.catalogue.Preview;
import ai.fourminds.rds.plugin.catalogue.TableInfo;
import ai.fourminds.rds.plugin.catalogue.TableName;
import ai.fourminds.rds.plugins.common.JdbiWork;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.jdbi.v3.core.HandleCallback;

/** The catalogue, from {@code pg_catalog}, where names sort by their bytes. Used by one thread at a time. */
final class PostgresqlCatalogue implements Catalogue {

    private static final String DATABASES = """
            SELECT d.datname
            FROM pg_catalog.pg_database d
            WHERE d.datallowconn
              AND NOT d.datistemplate
              AND pg_catalog.has_database_privilege(d.oid, 'CONNECT')
              AND d.datname NOT IN ('rdsadmin', 'mysql', 'information_schema', 'performance_schema', 'sys')
            ORDER BY d.datname
            """;

    /**
     * The estimate is {@code n_live_tup} of {@code pg_stat_user_tables}, taken from the function behind that view, which
     * would aggregate index statistics for every table. Where the statistics know of no row and of no deletion (after a
     * restore, a reset or a crash), the planner's figure stands in.
     */
    private static final String TABLES = """
            WITH RECURSIVE member AS (
                SELECT c.oid AS root, c.oid AS relation
                FROM pg_catalog.pg_class c
                JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
                WHERE c.relkind IN ('r', 'p')
                  AND NOT c.relispartition
                  AND pg_catalog.left(n.nspname, 3) <> 'pg_'
                  AND n.nspname <> 'information_schema'
                UNION ALL
                SELECT m.root, i.inhrelid
                FROM member m
                JOIN pg_catalog.pg_class p ON p.oid = m.relation AND p.relkind = 'p'
                JOIN pg_catalog.pg_inherits i ON i.inhparent = p.oid
            ), figure AS (
                SELECT m.root,
                       sum(CASE
                             WHEN c.relkind = 'p' THEN 0
                             WHEN pg_catalog.pg_stat_get_live_tuples(c.oid) > 0
                               OR pg_catalog.pg_stat_get_tuples_deleted(c.oid) > 0
                             THEN pg_catalog.pg_stat_get_live_tuples(c.oid)
                             ELSE greatest(c.reltuples, 0)::pg_catalog.int8
                           END) AS estimated_rows,
                       sum(coalesce(pg_catalog.pg_total_relation_size(c.oid), 0)) AS size_bytes
                FROM member m
                JOIN pg_catalog.pg_class c ON c.oid = m.relation
                GROUP BY m.root
            ), width AS (
                SELECT a.attrelid, count(*) AS column_count
                FROM pg_catalog.pg_attribute a
                WHERE a.attnum > 0 AND NOT a.attisdropped
                GROUP BY a.attrelid
            )
            SELECT n.nspname AS schema_name,
                   c.relname AS table_name,
                   f.estimated_rows,
                   coalesce(w.column_count, 0) AS column_count,
                   f.size_bytes
            FROM figure f
            JOIN pg_catalog.pg_class c ON c.oid = f.root
            JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            LEFT JOIN width w ON w.attrelid = c.oid
            ORDER BY n.nspname, c.relname
            """;

    private static final String UNREADABLE = """
            SELECT n.nspname AS schema_name, c.relname AS table_name
            FROM pg_catalog.pg_class c
            JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relkind IN ('r', 'p')
              AND NOT c.relispartition
              AND pg_catalog.left(n.nspname, 3) <> 'pg_'
              AND n.nspname <> 'information_schema'
              AND NOT (pg_catalog.has_schema_privilege(n.oid, 'USAGE')
                       AND pg_catalog.has_table_privilege(c.oid, 'SELECT'))
            ORDER BY n.nspname, c.relname
            """;

    private final Connection connection;

    PostgresqlCatalogue(Connection connection) {
        this.connection = connection;
    }

    @Override
    public List<String> databases() throws SQLException {
        return JdbiWork.names(connection, DATABASES);
    }

    @Override
    public List<TableInfo> tables() throws SQLException {
        return undone(handle -> JdbiWork.tables(handle.getConnection(), TABLES));
    }

    @Override
    public Preview preview(TableName table, int rows) throws SQLException {
        return JdbiWork.on(connection, handle -> TablePreview.read(handle, table, rows));
    }

    @Override
    public List<TableName> unreadableTables() throws SQLException {
        return undone(handle -> handle.createQuery(UNREADABLE)
                .map((row, context) -> new TableName(row.getString("schema_name"), row.getString("table_name")))
                .list());
    }

    private <T> T undone(HandleCallback<T, SQLException> work) throws SQLException {
        return JdbiWork.on(
                connection,
                handle -> Transactions.undone(handle, h -> {
                    SessionSettings.withoutJit(h);
                    return work.withHandle(h);
                }));
    }
}
