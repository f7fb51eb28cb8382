package com.example.h2;

import ai.fourminds.rds.plugin.catalogue.DroppedColumn;
import ai.fourminds.rds.plugin.catalogue.ExportedColumn;
import java.sql.JDBCType;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which columns of a result are shown, and their text. Immutable. */
record Cells(List<ExportedColumn> columns, List<DroppedColumn> dropped, List<Integer> indexes) {
    private static final Set<JDBCType> BINARY =
            EnumSet.of(JDBCType.BINARY, JDBCType.VARBINARY, JDBCType.LONGVARBINARY, JDBCType.BLOB);

    static Cells of(ResultSetMetaData result) throws SQLException {
        var cells = new Cells(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        for (int index = 1; index <= result.getColumnCount(); index++) {
            String name = result.getColumnLabel(index);
            String type = result.getColumnTypeName(index);
            if (BINARY.contains(JDBCType.valueOf(result.getColumnType(index)))) {
                cells.dropped.add(new DroppedColumn(name, type, "binary"));
            } else {
                cells.columns.add(new ExportedColumn(name, type));
                cells.indexes.add(index);
            }
        }
        return cells;
    }

    List<@Nullable String> of(ResultSet row) throws SQLException {
        List<@Nullable String> texts = new ArrayList<>(indexes.size());
        for (int index : indexes) {
            texts.add(row.getString(index));
        }
        return texts;
    }
}
