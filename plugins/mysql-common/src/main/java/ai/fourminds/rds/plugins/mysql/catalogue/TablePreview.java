package ai.fourminds.rds.plugins.mysql.catalogue;

import ai.fourminds.rds.plugin.catalogue.Preview;
import ai.fourminds.rds.plugin.catalogue.TableName;
import ai.fourminds.rds.plugins.mysql.session.Server;
import ai.fourminds.rds.plugins.mysql.session.SessionSettings;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Reads a table's first rows as an export would. Stateless and thread-safe. */
final class TablePreview {

    private TablePreview() {}

    /** Reads the rows of a connection with the settings {@link SessionSettings#PREVIEWS}. */
    static Preview read(Handle handle, TableName table, int rows) throws SQLException {
        if (rows < 0) {
            throw new IllegalArgumentException("rows " + rows + " is negative");
        }
        Source source = new TableDescriber(handle, Server.of(handle)).describe(table);
        return new Preview(source.exported(), source.dropped(), cells(handle, source, rows));
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
}
