package com.example.h2;

import ai.fourminds.rds.plugin.catalogue.Catalogue;
import ai.fourminds.rds.plugin.catalogue.Preview;
import ai.fourminds.rds.plugin.catalogue.TableInfo;
import ai.fourminds.rds.plugin.catalogue.TableName;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an H2 database holds. Used by one thread at a time. */
record H2Catalogue(Connection connection) implements Catalogue {
    private static final String TABLES = """
            SELECT T.TABLE_SCHEMA, T.TABLE_NAME, T.ROW_COUNT_ESTIMATE, COUNT(*)
            FROM INFORMATION_SCHEMA.TABLES T
            JOIN INFORMATION_SCHEMA.COLUMNS C ON C.TABLE_SCHEMA = T.TABLE_SCHEMA AND C.TABLE_NAME = T.TABLE_NAME
            WHERE T.TABLE_TYPE = 'BASE TABLE' AND T.TABLE_SCHEMA <> 'INFORMATION_SCHEMA'
            GROUP BY T.TABLE_SCHEMA, T.TABLE_NAME, T.ROW_COUNT_ESTIMATE
            ORDER BY T.TABLE_SCHEMA, T.TABLE_NAME""";

    /** There is one for each connection. */
    @Override
    public List<String> databases() throws SQLException {
        return List.of(connection.getCatalog());
    }

    @Override
    public List<TableInfo> tables() throws SQLException {
        List<TableInfo> tables = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(TABLES)) {
            while (rows.next()) {
                var name = new TableName(rows.getString(1), rows.getString(2));
                tables.add(new TableInfo(name, rows.getLong(3), rows.getInt(4), 0));
            }
        }
        return tables;
    }

    @Override
    public Preview preview(TableName table, int rows) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(everything(table) + " LIMIT " + rows)) {
            Cells cells = Cells.of(result.getMetaData());
            List<List<@Nullable String>> read = new ArrayList<>();
            while (result.next()) {
                read.add(cells.of(result));
            }
            return new Preview(cells.columns(), cells.dropped(), read);
        }
    }

    static String everything(TableName table) {
        String schema = table.schema() == null ? "" : quoted(table.schema()) + ".";
        return "SELECT * FROM " + schema + quoted(table.name());
    }

    private static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}
