package ai.fourminds.rds.postgresql.copy;

import ai.fourminds.rds.plugin.export.CsvOptions;
import ai.fourminds.rds.plugin.export.ExportResult;
import ai.fourminds.rds.plugin.export.ExportResult.Remark;
import ai.fourminds.rds.plugins.common.csv.CsvOutput;
import ai.fourminds.rds.postgresql.catalogue.BinaryCopy;
import ai.fourminds.rds.postgresql.catalogue.CopySource;
import ai.fourminds.rds.postgresql.catalogue.TextBytes;
import ai.fourminds.rds.postgresql.cells.BinaryRows;
import ai.fourminds.rds.postgresql.cells.WireType;
import java.io.IOException;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.postgresql.copy.CopyOut;

/** Exports one source into one output. Used once, by one thread. */
final class CopyRun {

    private final SnapshotReader reader;
    private final CopySource source;
    private final CsvOptions options;
    private final Set<Remark> remarks = EnumSet.noneOf(Remark.class);

    CopyRun(SnapshotReader reader, CopySource source, CsvOptions options) {
        this.reader = reader;
        this.source = source;
        this.options = options;
    }

    ExportResult write(CsvOutput out) throws SQLException, IOException {
        header(out);
        long read = source.written().isEmpty() ? count() : copy(out, source.rows(beyondCap()));
        out.finish();
        return result(read, Set.of());
    }

    void header(CsvOutput out) throws IOException {
        out.header(source.exported(), options.guardFormulas());
    }

    /** Copies one range of the source's blocks. */
    void copy(TablePart part) throws SQLException, IOException {
        CsvOutput out = new CsvOutput(part, part);
        copy(out, source.rows(part.range()));
        out.finish();
    }

    /** Returns the remarks of the copy so far. */
    Set<Remark> remarks() {
        return remarks;
    }

    /** Returns the result for {@code read} rows, including the one beyond the cap. */
    ExportResult result(long read, Set<Remark> more) {
        remarks.addAll(more);
        if (source.relation().rowSecurity()) {
            remarks.add(Remark.ROW_SECURITY);
        }
        if (source.relation().hasChildren()) {
            remarks.add(Remark.WITHOUT_CHILDREN);
        }
        boolean truncated = options.maxRows() > 0 && read > options.maxRows();
        long rows = truncated ? options.maxRows() : read;
        return new ExportResult(rows, truncated, source.exported(), source.dropped(), remarks, reader.snapshot());
    }

    private long count() throws SQLException {
        String sql = source.count(source.rows(beyondCap()));
        reader.cancellation().beforeStatement();
        return Long.parseLong(reader.read(sql).get(0));
    }

    /**
     * Returns the number of rows read, including the one beyond the cap; {@code rows} is the text after the relation.
     */
    private long copy(CsvOutput out, String rows) throws SQLException, IOException {
        BinaryCopy binary = BinaryCopy.of(source).orElse(null);
        String sql = binary == null ? source.copy(rows, options.nullText()) : binary.sql(rows);
        reader.cancellation().beforeStatement();
        CopyOut copy = reader.native_().getCopyAPI().copyOut(sql);
        try {
            reader.cancellation().answered();
            return binary == null ? copyText(copy, out) : copyBinary(copy, out, binary.types());
        } catch (SQLException | IOException | RuntimeException failure) {
            endOnServer(copy, failure);
            throw failure;
        }
    }

    private long copyBinary(CopyOut copy, CsvOutput out, List<WireType> types) throws SQLException, IOException {
        BinaryRows rows = new BinaryRows(out, types, options);
        for (byte[] message = copy.readFromCopy(); message != null; message = copy.readFromCopy()) {
            rows.write(message);
        }
        return rows.end();
    }

    private long copyText(CopyOut copy, CsvOutput out) throws SQLException, IOException {
        RowWriter writer = new RowWriter(out, source.written(), options);
        long cap = options.maxRows() == 0 ? Long.MAX_VALUE : options.maxRows();
        long read = 0;
        for (byte[] row = copy.readFromCopy(); row != null; row = copy.readFromCopy()) {
            if (read++ < cap) {
                writer.write(utf8(row));
            }
        }
        return read;
    }

    private byte[] utf8(byte[] row) {
        return source.isRaw()
                ? TextBytes.utf8(row, source.encoding(), () -> remarks.add(Remark.UNKNOWN_ENCODING))
                : row;
    }

    /**
     * Cancels the statement if it still runs, and reads the rest of its response. (pgjdbc's own {@code cancelCopy}
     * leaves the rest unread, and the next statement would find it.)
     */
    private void endOnServer(CopyOut copy, Exception failure) {
        try {
            // After an abort the server does not respond, and a read would wait.
            boolean open = !reader.handle().getConnection().isClosed();
            if (open && copy.isActive()) {
                reader.cancellation().endStatement();
            }
            while (open && copy.isActive()) {
                copy.readFromCopy();
            }
        } catch (SQLException ended) {
            failure.addSuppressed(ended);
        }
    }

    /** Returns one row more than the cap, to detect whether there are more; 0 for all. */
    private long beyondCap() {
        long cap = options.maxRows();
        return cap == 0 || cap == Long.MAX_VALUE ? 0 : cap + 1;
    }
}
