package ai.fourminds.rds.postgresql.catalogue;

import ai.fourminds.rds.plugin.catalogue.Catalogue;
import ai.fourminds.rds.plugin.catalogue.ColumnInfo;
import ai.fourminds.rds.plugin.catalogue.Preview;
import ai.fourminds.rds.plugin.catalogue.TableInfo;
import ai.fourminds.rds.plugin.catalogue.TableKind;
import ai.fourminds.rds.plugin.catalogue.TableName;
import ai.fourminds.rds.plugins.common.JdbiWork;
import ai.fourminds.rds.postgresql.session.SessionSettings;
import ai.fourminds.rds.postgresql.session.Transactions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.statement.Query;

/** The catalogue, from {@code pg_catalog}; names sort by their bytes. Used by one thread at a time. */
public final class PostgresqlCatalogue implements Catalogue {

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
     * The functions for sizes are volatile, so the server calls them row by row after it has sorted the rows: the first row
     * does not wait for the size of the last.
     */
    private static final String TABLES = """
            SELECT n.nspname AS schema_name,
                   c.relname AS table_name,
                   %rows AS estimated_rows,
                   (SELECT count(*)
                    FROM pg_catalog.pg_attribute a
                    WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped) AS column_count,
                   %size AS size_bytes,
                   c.relkind AS kind
            FROM pg_catalog.pg_class c
            JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            WHERE pg_catalog.left(n.nspname, 3) <> 'pg_'
              AND n.nspname <> 'information_schema'
              AND %condition
            ORDER BY n.nspname, c.relname
            """;

    /** OFFSET 0 has the partitions found by an index, table by table, not by all of pg_inherits for each table. */
    private static final String OF_PARTITIONS_TOO = """
            CASE c.relkind
                     WHEN 'p' THEN (
                       WITH RECURSIVE member AS (
                           SELECT c.oid AS relation
                           UNION ALL
                           SELECT p.inhrelid
                           FROM member m
                           CROSS JOIN LATERAL (
                               SELECT i.inhrelid
                               FROM pg_catalog.pg_inherits i
                               WHERE i.inhparent = m.relation
                               OFFSET 0) p
                       )
                       SELECT sum(%figure)
                       FROM member m
                       JOIN pg_catalog.pg_class c ON c.oid = m.relation)
                     ELSE %figure
                   END""";

    /**
     * The estimate is {@code n_live_tup} of {@code pg_stat_user_tables}, read from the function behind that view,
     * because the view would aggregate index statistics for every table. If the statistics know of no row and no
     * deletion (after a restore, a reset or a crash), the planner's estimate is used.
     */
    private static final String ROWS = """
            CASE
                         WHEN c.relkind = 'p' THEN 0
                         WHEN pg_catalog.pg_stat_get_live_tuples(c.oid) > 0
                           OR pg_catalog.pg_stat_get_tuples_deleted(c.oid) > 0
                         THEN pg_catalog.pg_stat_get_live_tuples(c.oid)
                         ELSE greatest(c.reltuples, 0)::pg_catalog.int8
                       END""";

    private static final String BASE_TABLES = "c.relkind IN ('r', 'p') AND NOT c.relispartition";

    private static final String VIEWS = "c.relkind IN ('v', 'm')";

    /** The relations that COPY can read and a name may mean. */
    private static final String NAMED = """
            c.relkind IN ('r', 'p', 'v', 'm', 'f')
                  AND EXISTS (
                      SELECT
                      FROM pg_catalog.unnest(CAST(:names AS pg_catalog.text[])) AS w(name)
                      WHERE w.name IN (c.relname, pg_catalog.concat(n.nspname, '.', c.relname))
                         OR pg_catalog.lower(w.name) IN (
                                pg_catalog.lower(c.relname),
                                pg_catalog.lower(pg_catalog.concat(n.nspname, '.', c.relname))))
            """;

    /** Opens the relation and its indexes and TOAST table, and so waits if another session has locked one of them. */
    private static final String SIZE = "pg_catalog.pg_total_relation_size(c.oid)";

    /**
     * The size that VACUUM and ANALYZE last counted, which is -1 for partitioned tables; locks nothing. Finds each
     * relation by an index, because there may be thousands.
     */
    private static final String COUNTED_SIZE = """
            (greatest(c.relpages, 0)
                            + coalesce((SELECT t.relpages
                                        FROM pg_catalog.pg_class t
                                        WHERE t.oid = c.reltoastrelid), 0)
                            + coalesce((SELECT sum(greatest(x.relpages, 0))
                                        FROM pg_catalog.pg_index i
                                        JOIN pg_catalog.pg_class x ON x.oid = i.indexrelid
                                        WHERE i.indrelid IN (c.oid, c.reltoastrelid)), 0))
                            * pg_catalog.current_setting('block_size')::pg_catalog.int8
            """;

    /** More than fit on a screen. */
    private static final int FIRST = 300;

    private static final String LOCK_NOT_AVAILABLE = "55P03";

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

    public PostgresqlCatalogue(Connection connection) {
        this.connection = connection;
    }

    @Override
    public List<String> databases() throws SQLException {
        return undone(
                handle -> handle.createQuery(DATABASES).mapTo(String.class).list());
    }

    @Override
    public List<TableInfo> tables() throws SQLException {
        return tables(first -> {});
    }

    @Override
    public List<TableInfo> tables(Consumer<List<TableInfo>> first) throws SQLException {
        return listed(BASE_TABLES, List.of(), first);
    }

    @Override
    public List<TableInfo> named(List<String> names) throws SQLException {
        return listed(NAMED, names, first -> {});
    }

    @Override
    public List<TableInfo> views() throws SQLException {
        return listed(VIEWS, List.of(), first -> {});
    }

    private List<TableInfo> listed(String condition, List<String> names, Consumer<List<TableInfo>> first)
            throws SQLException {
        Map<TableName, TableInfo> found = new LinkedHashMap<>();
        try {
            undone(handle -> list(handle, sql(condition, SIZE), names, found, first));
        } catch (SQLException locked) {
            if (!LOCK_NOT_AVAILABLE.equals(locked.getSQLState())) {
                throw locked;
            }
            undone(handle -> list(handle, sql(condition, COUNTED_SIZE), names, found, first));
        }
        return List.copyOf(found.values());
    }

    private static String sql(String condition, String size) {
        return TABLES.replace("%condition", condition)
                .replace("%rows", OF_PARTITIONS_TOO.replace("%figure", ROWS))
                .replace("%size", OF_PARTITIONS_TOO.replace("%figure", size));
    }

    /** Adds what is not found yet. */
    private static int list(
            Handle handle,
            String sql,
            List<String> names,
            Map<TableName, TableInfo> found,
            Consumer<List<TableInfo>> first) {
        handle.registerArrayType(String.class, "text");
        Query query = handle.createQuery(sql).setFetchSize(FIRST);
        if (!names.isEmpty()) {
            query.bindArray("names", String.class, names);
        }
        return query.scanResultSet((rows, context) -> {
            ResultSet row = rows.get();
            while (row.next()) {
                TableInfo table = JdbiWork.tableInfo(row, context).as(kind(row.getString("kind")));
                if (found.putIfAbsent(table.name(), table) == null && found.size() == FIRST) {
                    first.accept(List.copyOf(found.values()));
                    row.setFetchSize(0);
                }
            }
            return found.size();
        });
    }

    private static TableKind kind(String relkind) {
        return switch (relkind) {
            case "v" -> TableKind.VIEW;
            case "m" -> TableKind.MATERIALIZED_VIEW;
            case "f" -> TableKind.FOREIGN_TABLE;
            default -> TableKind.TABLE;
        };
    }

    @Override
    public Map<TableName, List<ColumnInfo>> columns(List<TableName> tables) throws SQLException {
        Map<TableName, CopySource> found = undone(handle -> Describer.describe(handle, tables));
        Map<TableName, List<ColumnInfo>> columns = new LinkedHashMap<>();
        for (TableName table : tables) {
            CopySource source = found.get(table);
            if (source != null) {
                columns.put(
                        table, source.columns().stream().map(SourceColumn::info).toList());
            }
        }
        return columns;
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
                    SessionSettings.pinPath(h);
                    h.execute("SET LOCAL lock_timeout TO '1s'");
                    return work.withHandle(h);
                }));
    }
}
