package com.example.h2;

import ai.fourminds.rds.plugin.catalogue.Catalogue;
import ai.fourminds.rds.plugin.catalogue.Preview;
import ai.fourminds.rds.plugin.catalogue.TableInfo;
import ai.fourminds.rds.plugin.catalogue.TableName;
import ai.fourminds.rds.plugin.export.ExportSource;
import ai.fourminds.rds.plugins.common.JdbiWork;
import ai.fourminds.rds.plugins.common.csv.ResultSetChannel;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** What an H2 database holds. Used by one thread at a time. */
record H2Catalogue(Connection connection) implements Catalogue {
    private static final String TABLES = """
            SELECT T.TABLE_SCHEMA AS schema_name, T.TABLE_NAME AS table_name, T.ROW_COUNT_ESTIMATE AS estimated_rows,
                   COUNT(*) AS column_count, 0 AS size_bytes
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
        return JdbiWork.tables(connection, TABLES);
    }

    @Override
    public Preview preview(TableName table, int rows) throws SQLException {
        return ResultSetChannel.preview(connection, new H2Dialect(), new ExportSource.OfTable(table), rows);
    }
}
