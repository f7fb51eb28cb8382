package ai.fourminds.rds.postgresql.catalogue;

import ai.fourminds.rds.plugin.catalogue.Preview;
import ai.fourminds.rds.plugin.catalogue.TableName;
import ai.fourminds.rds.postgresql.session.SessionSettings;
import ai.fourminds.rds.postgresql.session.Transactions;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

/** Reads a table's first rows through the same COPY as an export. Stateless and thread-safe. */
final class TablePreview {

    private TablePreview() {}

    /** Reads the rows; restores the connection's transaction and settings. */
    static Preview read(Handle handle, TableName table, int rows) throws SQLException {
        if (rows < 0) {
            throw new IllegalArgumentException("rows " + rows + " is negative");
        }
        return Transactions.undone(handle, h -> readWithSettings(h, table, rows));
    }

    private static Preview readWithSettings(Handle handle, TableName table, int rows) throws SQLException {
        SessionSettings.apply(handle);
        handle.execute("SET LOCAL lock_timeout TO '10s'");
        String path = SessionSettings.pinPath(handle).path();
        CopySource source = Describer.describe(handle, table);
        if (source.runsUsersCode()) {
            SessionSettings.setPath(handle, path);
        }
        List<List<@Nullable String>> cells = new ArrayList<>();
        if (!source.written().isEmpty()) {
            CopyOut copy = handle.getConnection()
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyOut(source.copy(" LIMIT " + rows, ""));
            for (byte[] row = copy.readFromCopy(); row != null; row = copy.readFromCopy()) {
                cells.add(cells(TextBytes.utf8(row, source.encoding(), () -> {})));
            }
        }
        return new Preview(source.exported(), source.dropped(), cells);
    }

    /** Returns the cells of a row that COPY sends; null for NULL. */
    private static List<@Nullable String> cells(byte[] row) {
        String line = new String(row, 0, row.length - 1, StandardCharsets.UTF_8);
        List<@Nullable String> cells = new ArrayList<>();
        int from = 0;
        while (from <= line.length()) {
            int to = end(line, from);
            cells.add(cell(line.substring(from, to)));
            from = to + 1;
        }
        return cells;
    }

    private static @Nullable String cell(String written) {
        if (written.isEmpty()) {
            return null;
        }
        return written.charAt(0) == '"'
                ? written.substring(1, written.length() - 1).replace("\"\"", "\"")
                : written;
    }

    private static int end(String line, int from) {
        boolean quoted = false;
        for (int i = from; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                return i;
            }
        }
        return line.length();
    }
}
