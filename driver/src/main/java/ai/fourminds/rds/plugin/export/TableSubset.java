package ai.fourminds.rds.plugin.export;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The part of a table or view to export.
 *
 * @param columns exact names, in the requested order; empty for all
 * @param where one condition in the engine's SQL, which refers to the table by its own name; null for all rows
 * @param sample the number of rows to draw at random; 0 for all
 */
public record TableSubset(List<String> columns, @Nullable String where, long sample) {

    /** The whole table. */
    public static final TableSubset ALL = new TableSubset(List.of(), null, 0);

    /** Copies the list; refuses a negative number. */
    public TableSubset {
        columns = List.copyOf(columns);
        if (sample < 0) {
            throw new IllegalArgumentException("sample " + sample + " is negative");
        }
    }
}
