package ai.fourminds.rds.plugins.mysql.catalogue;

import ai.fourminds.rds.plugin.catalogue.Catalogue;
import ai.fourminds.rds.plugin.catalogue.ColumnInfo;
import ai.fourminds.rds.plugin.catalogue.Preview;
import ai.fourminds.rds.plugin.catalogue.TableInfo;
import ai.fourminds.rds.plugin.catalogue.TableKind;
import ai.fourminds.rds.plugin.catalogue.TableName;
import ai.fourminds.rds.plugins.common.JdbiWork;
import ai.fourminds.rds.plugins.mysql.session.PlainSql;
import ai.fourminds.rds.plugins.mysql.session.Server;
import ai.fourminds.rds.plugins.mysql.session.ServerFault;
import ai.fourminds.rds.plugins.mysql.session.SessionSettings;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLSyntaxErrorException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleCallback;
import org.jspecify.annotations.Nullable;

/** The catalogue of MySQL and MariaDB, from {@code information_schema}. Used by one thread at a time. */
public final class FamilyCatalogue implements Catalogue {

    private static final String DATABASES = """
            SELECT s.schema_name
            FROM information_schema.schemata s
            WHERE LOWER(s.schema_name) NOT IN ('rdsadmin', 'mysql', 'information_schema', 'performance_schema', 'sys')
            """;

    private static final String TABLES = """
            SELECT t.table_name AS name,
                   COALESCE(t.table_rows, 0) AS estimated_rows,
                   COALESCE(t.data_length, 0) + COALESCE(t.index_length, 0) AS size_bytes,
                   t.table_type = 'VIEW' AS is_view
            FROM information_schema.tables t
            WHERE t.table_schema = :database AND t.table_type IN (%types)
            """;

    private static final String BASE_TABLES = "'BASE TABLE', 'SYSTEM VERSIONED'";
    private static final String VIEWS = "'VIEW'";

    /**
     * A separate query, joined in Java: MariaDB evaluates a correlated count once per table. Names may differ only in
     * case.
     */
    private static final String WIDTHS = """
            SELECT MIN(c.table_name) AS name, COUNT(*) AS width
            FROM information_schema.columns c
            WHERE c.table_schema = :database
            GROUP BY CAST(c.table_name AS BINARY)
            """;

    private final Connection connection;

    public FamilyCatalogue(Connection connection) {
        this.connection = connection;
    }

    @Override
    public List<String> databases() throws SQLException {
        return withSettings(
                SessionSettings.STATISTICS,
                handle -> handle.createQuery(DATABASES).mapTo(String.class).stream()
                        .sorted()
                        .toList());
    }

    @Override
    public List<TableInfo> tables() throws SQLException {
        return listed(BASE_TABLES);
    }

    @Override
    public List<TableInfo> views() throws SQLException {
        return listed(VIEWS);
    }

    @Override
    public List<TableInfo> named(List<String> names) throws SQLException {
        return listed(BASE_TABLES + ", " + VIEWS);
    }

    @Override
    public Map<TableName, List<ColumnInfo>> columns(List<TableName> tables) throws SQLException {
        return withSettings(SessionSettings.PREVIEWS, handle -> {
            TableDescriber describer = new TableDescriber(handle, Server.of(handle));
            Map<TableName, List<ColumnInfo>> columns = new LinkedHashMap<>();
            for (TableName table : tables) {
                try {
                    List<SourceColumn> found = describer.describe(table).columns();
                    columns.put(table, found.stream().map(SourceColumn::info).toList());
                } catch (SQLException failure) {
                    if (!ServerFault.isUnreadable(failure)) {
                        throw failure;
                    }
                }
            }
            return columns;
        });
    }

    private List<TableInfo> listed(String types) throws SQLException {
        String sql = TABLES.replace("%types", types);
        return withSettings(SessionSettings.STATISTICS, handle -> listed(handle, sql, database(handle)));
    }

    private <T> T withSettings(Map<String, String> settings, HandleCallback<T, SQLException> work) throws SQLException {
        return JdbiWork.on(connection, handle -> SessionSettings.during(handle, settings, work));
    }

    @Override
    public Preview preview(TableName table, int rows) throws SQLException {
        if (rows < 0) {
            throw new IllegalArgumentException("rows " + rows + " is negative");
        }
        return withSettings(SessionSettings.PREVIEWS, handle -> {
            Source source = new TableDescriber(handle, Server.of(handle)).describe(table);
            return new Preview(source.exported(), source.dropped(), cells(handle, source, rows));
        });
    }

    private static List<List<@Nullable String>> cells(Handle handle, Source source, int limit) throws SQLException {
        List<List<@Nullable String>> cells = new ArrayList<>();
        if (!source.written().isEmpty()) {
            try (Rows rows = Rows.of(handle.getConnection(), source, " LIMIT " + limit)) {
                while (rows.next()) {
                    cells.add(row(rows));
                }
            }
        }
        return cells;
    }

    private static List<@Nullable String> row(Rows rows) throws SQLException {
        List<@Nullable String> row = new ArrayList<>();
        for (int i = 0; i < rows.columns(); i++) {
            byte[] cell = rows.cell(i);
            row.add(cell == null ? null : new String(cell, StandardCharsets.UTF_8));
        }
        return row;
    }

    private static List<TableInfo> listed(Handle handle, String sql, String database) {
        Map<String, Integer> widths = new HashMap<>();
        handle.createQuery(WIDTHS)
                .bind("database", database)
                .map((row, context) -> Map.entry(row.getString("name"), row.getInt("width")))
                .forEach(entry -> widths.put(entry.getKey(), entry.getValue()));
        return handle.createQuery(sql).bind("database", database).map((row, context) -> table(row, widths)).stream()
                .sorted(Comparator.comparing((TableInfo table) -> table.name().name()))
                .toList();
    }

    private static TableInfo table(ResultSet row, Map<String, Integer> widths) throws SQLException {
        String name = row.getString("name");
        return new TableInfo(
                new TableName(null, name),
                Math.max(0, row.getLong("estimated_rows")),
                widths.getOrDefault(name, 0),
                Math.max(0, row.getLong("size_bytes")),
                row.getBoolean("is_view") ? TableKind.VIEW : TableKind.TABLE);
    }

    private static String database(Handle handle) throws SQLException {
        @Nullable
        String database = PlainSql.query(handle, "SELECT DATABASE()", rows -> {
            rows.next();
            return rows.getString(1);
        });
        if (database == null) {
            throw new SQLSyntaxErrorException(
                    "no database is selected; name one in the URL, after the instance", "3D000");
        }
        return database;
    }
}
