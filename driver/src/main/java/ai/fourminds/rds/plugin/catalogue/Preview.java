package ai.fourminds.rds.plugin.catalogue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The first rows of a table, as text.
 *
 * @param columns the columns shown, in ordinal order
 * @param dropped the columns omitted, with the reason
 * @param rows one list of cells per row, null for NULL
 */
public record Preview(List<ExportedColumn> columns, List<DroppedColumn> dropped, List<List<@Nullable String>> rows) {

    /** Copies everything. Not compact: javac drops the nested type annotation of a compact constructor's parameter. */
    public Preview(List<ExportedColumn> columns, List<DroppedColumn> dropped, List<List<@Nullable String>> rows) {
        List<List<@Nullable String>> copy = new ArrayList<>(rows.size());
        for (List<@Nullable String> row : rows) {
            copy.add(Collections.unmodifiableList(new ArrayList<>(row)));
        }
        this.columns = List.copyOf(columns);
        this.dropped = List.copyOf(dropped);
        this.rows = Collections.unmodifiableList(copy);
    }
}
