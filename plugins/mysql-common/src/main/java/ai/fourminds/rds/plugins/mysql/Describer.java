package ai.fourminds.rds.plugins.mysql;

import ai.fourminds.rds.plugin.ExportSource;
import ai.fourminds.rds.plugin.TableName;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Finds out what columns a source has and how their cells are to be written. Used by one thread. */
final class Describer {

    private static final String MYSQL_SYSTEMS = """
            SELECT c.column_name AS name, c.srs_id AS srid
            FROM information_schema.columns c
            WHERE c.table_schema = DATABASE() AND c.table_name = :table AND c.srs_id IS NOT NULL
            """;

    private static final String MARIADB_SYSTEMS = """
            SELECT g.g_geometry_column AS name, g.srid AS srid
            FROM information_schema.geometry_columns g
            WHERE g.g_table_schema = DATABASE() AND g.g_table_name = :table AND g.srid <> 0
            """;

    private static final Pattern ORDERED = Pattern.compile("\\border\\s+by\\b", Pattern.CASE_INSENSITIVE);
    private static final String ALL_ROWS = " LIMIT 18446744073709551615";

    private final Handle handle;
    private final Server server;

    Describer(Handle handle, Server server) {
        this.handle = handle;
        this.server = server;
    }

    /** @param limit a LIMIT clause for the rows that will be read, or empty */
    Source describe(ExportSource source, String limit) throws SQLException {
        if (source instanceof ExportSource.OfQuery query) {
            return describe(QueryText.single(query.sql()), limit);
        }
        return describe(((ExportSource.OfTable) source).table());
    }

    /** {@code SHOW COLUMNS} finds the table by the rules that SELECT goes by, letter case included. */
    Source describe(TableName table) throws SQLException {
        String quoted = SqlText.quoted(table);
        List<SourceColumn> columns = PlainSql.query(handle, "SHOW FULL COLUMNS FROM " + quoted, rows -> {
            List<SourceColumn> found = new ArrayList<>();
            while (rows.next()) {
                found.add(column(rows.getString("Field"), "t", rows.getString("Type"), rows.getString("Collation")));
            }
            return found;
        });
        return new Source(quoted + " AS t", withSystems(table, columns));
    }

    /**
     * MariaDB drops the ORDER BY of a derived table that has no LIMIT, so an ordered query has one even where all rows are wanted;
     * any other query without a cap must have none, or the server would collect its rows before it sends the first. The line
     * break ends a comment that the query may end with.
     */
    private Source describe(String query, String limit) throws SQLException {
        boolean ordered = limit.isEmpty() && ORDERED.matcher(query).find();
        String inner = "((\n" + query + "\n)" + (ordered ? ALL_ROWS : limit) + ") AS q";
        List<SourceColumn> columns = PlainSql.query(handle, "SELECT * FROM " + inner + " LIMIT 0", this::columns);
        return new Source(inner, columns);
    }

    private List<SourceColumn> columns(ResultSet none) throws SQLException {
        ResultSetMetaData metaData = none.getMetaData();
        List<SourceColumn> columns = new ArrayList<>();
        for (int i = 1; i <= metaData.getColumnCount(); i++) {
            columns.add(column(metaData.getColumnLabel(i), "q", metaData.getColumnTypeName(i), null));
        }
        return columns;
    }

    private SourceColumn column(String name, String relation, String type, @Nullable String collation)
            throws SQLException {
        String reference = relation + "." + SqlText.quoted(name);
        return new SourceColumn(name, reference, type, CellForm.of(type, collation, server));
    }

    /** The spatial reference systems that columns are restricted to, added to their types. */
    private List<SourceColumn> withSystems(TableName table, List<SourceColumn> columns) {
        boolean known = server.isMariadb() || server.hasAxisOrder();
        if (!known || columns.stream().noneMatch(c -> CellForm.isGeometry(c.declaredType()))) {
            return columns;
        }
        Map<String, Long> systems = new TreeMap<>();
        handle.createQuery(server.isMariadb() ? MARIADB_SYSTEMS : MYSQL_SYSTEMS)
                .bind("table", table.name())
                .map((row, context) -> Map.entry(row.getString("name"), row.getLong("srid")))
                .forEach(entry -> systems.put(entry.getKey(), entry.getValue()));
        return columns.stream().map(c -> withSystem(c, systems.get(c.name()))).toList();
    }

    private static SourceColumn withSystem(SourceColumn column, @Nullable Long system) {
        String type = column.declaredType() + (system == null ? "" : " SRID " + system);
        return new SourceColumn(column.name(), column.reference(), type, column.form());
    }
}
