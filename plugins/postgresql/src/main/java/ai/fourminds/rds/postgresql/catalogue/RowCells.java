package ai.fourminds.rds.postgresql.catalogue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Parses the cells of a row that COPY sends. Stateless and thread-safe. */
final class RowCells {

    private RowCells() {}

    /** Returns the cells; null for NULL. */
    static List<@Nullable String> of(byte[] row) {
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
