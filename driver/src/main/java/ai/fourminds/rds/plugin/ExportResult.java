package ai.fourminds.rds.plugin;

import java.util.List;

/**
 * What one export wrote.
 *
 * @param rows data rows written, the header not counted
 * @param truncated whether the source holds more rows than the cap let through
 * @param columns the columns written, in the header's order
 * @param dropped the columns left out
 */
public record ExportResult(long rows, boolean truncated, List<ExportedColumn> columns, List<DroppedColumn> dropped) {

    /** Copies the lists. */
    public ExportResult {
        columns = List.copyOf(columns);
        dropped = List.copyOf(dropped);
    }
}
