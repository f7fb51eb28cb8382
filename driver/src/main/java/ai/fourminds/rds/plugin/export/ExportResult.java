package ai.fourminds.rds.plugin.export;

import ai.fourminds.rds.plugin.catalogue.DroppedColumn;
import ai.fourminds.rds.plugin.catalogue.ExportedColumn;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The result of one export.
 *
 * @param rows the number of data rows written, without the header
 * @param truncated whether the source has more rows than the row limit allowed
 * @param columns the columns written, in the header's order
 * @param dropped the columns omitted
 * @param remarks facts that the rows alone do not show
 * @param snapshot the snapshot that the rows come from; null if the engine does not tell
 */
public record ExportResult(
        long rows,
        boolean truncated,
        List<ExportedColumn> columns,
        List<DroppedColumn> dropped,
        Set<Remark> remarks,
        @Nullable ExportSnapshot snapshot) {

    /** A fact that the rows alone do not show. */
    public enum Remark {
        /** The database shows this user only some of the table's rows. */
        ROW_SECURITY,
        /**
         * The user may not read all of the table's columns; the export has the others. Not every engine names the
         * missing ones.
         */
        COLUMN_PRIVILEGES,
        /** The table was changed after the export had begun, so it was read in a later snapshot than earlier tables. */
        LATER_SNAPSHOT,
        /** Bytes that are invalid in the database's encoding were read as ISO 8859-1. */
        UNKNOWN_ENCODING,
        /**
         * An additional connection was refused, failed, or would have had to wait; the other connections read
         * everything.
         */
        FEWER_CONNECTIONS,
        /** The rows of tables that inherit from this one are not included; those tables are exported on their own. */
        WITHOUT_CHILDREN
    }

    /** Copies the collections. */
    public ExportResult {
        columns = List.copyOf(columns);
        dropped = List.copyOf(dropped);
        remarks = Set.copyOf(remarks);
    }

    /** Returns the same result with a further remark. */
    public ExportResult with(Remark remark) {
        Set<Remark> all = EnumSet.of(remark);
        all.addAll(remarks);
        return new ExportResult(rows, truncated, columns, dropped, all, snapshot);
    }

    /** Creates a result without remarks, for an unknown snapshot. */
    public ExportResult(long rows, boolean truncated, List<ExportedColumn> columns, List<DroppedColumn> dropped) {
        this(rows, truncated, columns, dropped, Set.of(), null);
    }
}
