package ai.fourminds.rds.plugin.export;

import ai.fourminds.rds.plugin.catalogue.DroppedColumn;
import ai.fourminds.rds.plugin.catalogue.ExportedColumn;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one export wrote.
 *
 * @param rows data rows written, the header not counted
 * @param truncated whether the source holds more rows than the cap let through
 * @param columns the columns written, in the header's order
 * @param dropped the columns left out
 * @param remarks what else is to be known
 * @param snapshot what the rows were read as of; null where the engine does not tell
 */
public record ExportResult(
        long rows,
        boolean truncated,
        List<ExportedColumn> columns,
        List<DroppedColumn> dropped,
        Set<Remark> remarks,
        @Nullable ExportSnapshot snapshot) {

    /** What the rows alone do not show. */
    public enum Remark {
        /** The database shows this user some of the table's rows only. */
        ROW_SECURITY,
        /** The user may not read all of the table's columns; the others are there. Not every engine names the missing ones. */
        COLUMN_PRIVILEGES,
        /** The table was changed after the export had begun, and so it was read in a later snapshot than tables before it. */
        LATER_SNAPSHOT,
        /** Bytes that the database's encoding does not explain were read as ISO 8859-1. */
        UNKNOWN_ENCODING,
        /** A further connection that the export may have was refused, failed, or would have waited; the others read it all. */
        FEWER_CONNECTIONS,
        /** The rows of tables that inherit from this one are not among its own; they are exported as tables. */
        WITHOUT_CHILDREN
    }

    /** Copies the collections. */
    public ExportResult {
        columns = List.copyOf(columns);
        dropped = List.copyOf(dropped);
        remarks = Set.copyOf(remarks);
    }

    /** The same with a further remark. */
    public ExportResult with(Remark remark) {
        Set<Remark> all = EnumSet.of(remark);
        all.addAll(remarks);
        return new ExportResult(rows, truncated, columns, dropped, all, snapshot);
    }

    /** Without remarks, of a snapshot that the engine does not tell. */
    public ExportResult(long rows, boolean truncated, List<ExportedColumn> columns, List<DroppedColumn> dropped) {
        this(rows, truncated, columns, dropped, Set.of(), null);
    }
}
