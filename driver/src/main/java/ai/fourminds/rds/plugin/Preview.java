package ai.fourminds.rds.plugin;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The first rows of a table, as text.
 *
 * @param columns the columns shown, in ordinal order
 * @param dropped the columns left out, with the reason
 * @param rows one list of cells per row, null for NULL
 */
public record Preview(List<ExportedColumn> columns, List<DroppedColumn> dropped, List<List<@Nullable String>> rows) {

    /** Copies everything. */
    public Preview {
        columns = List.copyOf(columns);
        dropped = List.copyOf(dropped);
        List<List<@Nullable String>> copy = new ArrayList<>(rows.size());
        for (List<@Nullable String> row : rows) {
            copy.add(Collections.unmodifiableList(new ArrayList<>(row)));
        }
        rows = Collections.unmodifiableList(copy);
    }
}
