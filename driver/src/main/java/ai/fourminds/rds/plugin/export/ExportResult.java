package ai.fourminds.rds.plugin.export;

import ai.fourminds.rds.plugin.catalogue.DroppedColumn;
import ai.fourminds.rds.plugin.catalogue.ExportedColumn;
import java.util.List;
import java.util.Set;

/**
 * What one export wrote.
 *
 * @param rows data rows written, the header not counted
 * @param truncated whether the source holds more rows than the cap let through
 * @param columns the columns written, in the header's order
 * @param dropped the columns left out
 * @param remarks what else is to be known
 */
public record ExportResult(
        long rows, boolean truncated, List<ExportedColumn> columns, List<DroppedColumn> dropped, Set<Remark> remarks) {

    /** What the rows alone do not show. */
    public enum Remark {
        /** The database shows this user some of the table's rows only. */
        ROW_SECURITY,
        /** The database knows no encoding; bytes that are no UTF-8 were read as ISO 8859-1. */
        UNKNOWN_ENCODING,
        /** A further connection that the export may have was refused, failed, or would have waited; the others read it all. */
        FEWER_CONNECTIONS
    }

    /** Copies the collections. */
    public ExportResult {
        columns = List.copyOf(columns);
        dropped = List.copyOf(dropped);
        remarks = Set.copyOf(remarks);
    }

    /** Without remarks. */
    public ExportResult(long rows, boolean truncated, List<ExportedColumn> columns, List<DroppedColumn> dropped) {
        this(rows, truncated, columns, dropped, Set.of());
    }
}
