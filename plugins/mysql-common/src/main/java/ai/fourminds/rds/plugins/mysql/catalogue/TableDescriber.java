package ai.fourminds.rds.plugins.mysql.catalogue;

import ai.fourminds.rds.plugin.catalogue.TableName;
import ai.fourminds.rds.plugins.mysql.cells.CellForm;
import ai.fourminds.rds.plugins.mysql.session.PlainSql;
import ai.fourminds.rds.plugins.mysql.session.Server;
import ai.fourminds.rds.plugins.mysql.session.ServerFault;
import ai.fourminds.rds.plugins.mysql.session.SqlText;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Finds a table's columns and how their cells are written. Used by one thread. */
public final class TableDescriber {

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

    private final Handle handle;
    private final Server server;

    public TableDescriber(Handle handle, Server server) {
        this.handle = handle;
        this.server = server;
    }

    /**
     * Describes a table. {@code SHOW COLUMNS} resolves the table by the same rules as SELECT, including letter case.
     */
    public Source describe(TableName table) throws SQLException {
        String quoted = SqlText.quoted(table);
        @Nullable SQLException denied = denial(quoted);
        List<SourceColumn> columns = PlainSql.query(handle, "SHOW FULL COLUMNS FROM " + quoted, rows -> {
            List<SourceColumn> found = new ArrayList<>();
            while (rows.next()) {
                boolean readable =
                        denied == null || rows.getString("Privileges").contains("select");
                found.add(column(rows, readable));
            }
            return found;
        });
        if (denied != null && columns.stream().allMatch(c -> c.form() == CellForm.DENIED)) {
            throw denied;
        }
        return new Source("", quoted, withSystems(table, columns), null, denied != null, 0);
    }

    /**
     * Returns the server's refusal to read all columns, or null if they may be read: {@code SHOW COLUMNS} lists only
     * those that the user has a privilege on. In a transaction, the table keeps its definition from here on. The columns
     * stay on the server, since a native driver may not know the type of one.
     */
    private @Nullable SQLException denial(String quoted) throws SQLException {
        try {
            PlainSql.execute(handle, "SELECT 1 FROM (SELECT * FROM " + quoted + " LIMIT 0) AS t");
            return null;
        } catch (SQLException failure) {
            if (ServerFault.isDenial(failure)) {
                return failure;
            }
            throw failure;
        }
    }

    private SourceColumn column(ResultSet row, boolean readable) throws SQLException {
        String name = row.getString("Field");
        String type = row.getString("Type");
        CellForm form = readable ? CellForm.ofColumn(type, row.getString("Collation"), server) : CellForm.DENIED;
        boolean nullable = !row.getString("Null").equals("NO");
        return new SourceColumn(name, SqlText.quoted(name), type, nullable, form);
    }

    /** Adds to each type the spatial reference system to which its column is restricted. */
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
        return new SourceColumn(column.name(), column.reference(), type, column.nullable(), column.form());
    }
}
