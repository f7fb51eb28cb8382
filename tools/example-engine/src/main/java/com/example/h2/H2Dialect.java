package com.example.h2;

import ai.fourminds.rds.plugin.catalogue.CellType;
import ai.fourminds.rds.plugin.catalogue.DroppedColumn;
import ai.fourminds.rds.plugin.catalogue.ExportedColumn;
import ai.fourminds.rds.plugin.export.ExportSource;
import ai.fourminds.rds.plugins.common.csv.ResultSetChannel;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How H2 reads tables and writes cells. Stateless and thread-safe. */
final class H2Dialect implements ResultSetChannel.Dialect {
    /** The rows of a statement that changes some. */
    private static final Pattern CHANGE = Pattern.compile("(?is).*\\b(old|new|final)\\s+table\\s*\\(.*");

    @Override
    public String select(ExportSource source) throws SQLException {
        if (source instanceof ExportSource.OfTable of) {
            String schema = of.table().schema() == null ? "" : quoted(of.table().schema()) + ".";
            return "SELECT * FROM " + schema + quoted(of.table().name());
        }
        String sql = ((ExportSource.OfQuery) source).sql();
        if (CHANGE.matcher(sql).matches()) {
            throw new SQLException("the query changes data; write one that only reads", "25006");
        }
        return sql;
    }

    @Override
    public Record column(ResultSet rows, int index) throws SQLException {
        String name = rows.getMetaData().getColumnLabel(index);
        String type = rows.getMetaData().getColumnTypeName(index);
        return switch (rows.getMetaData().getColumnType(index)) {
            case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY, Types.BLOB ->
                new DroppedColumn(name, type, "binary");
            case Types.BOOLEAN -> new ExportedColumn(name, type, CellType.BOOLEAN);
            case Types.INTEGER -> new ExportedColumn(name, type, CellType.INT32);
            case Types.BIGINT -> new ExportedColumn(name, type, CellType.INT64);
            case Types.NUMERIC, Types.DECIMAL -> new ExportedColumn(name, type, CellType.DECIMAL);
            case Types.DOUBLE -> new ExportedColumn(name, type, CellType.FLOAT64);
            case Types.DATE -> new ExportedColumn(name, type, CellType.DATE);
            default -> new ExportedColumn(name, type);
        };
    }

    @Override
    public @Nullable String cell(ResultSet rows, int index) throws SQLException {
        String text = rows.getString(index);
        return switch (text == null ? Types.NULL : rows.getMetaData().getColumnType(index)) {
            case Types.NUMERIC, Types.DECIMAL -> new BigDecimal(text).toPlainString();
            case Types.BOOLEAN -> text.toLowerCase(Locale.ROOT);
            default -> text;
        };
    }

    private static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}
