package ai.fourminds.rds.postgresql;

import ai.fourminds.rds.plugin.CsvOptions;
import ai.fourminds.rds.plugin.ExportResult;
import ai.fourminds.rds.plugin.ExportResult.Remark;
import ai.fourminds.rds.plugin.ExportedColumn;
import ai.fourminds.rds.plugins.common.Cancellation;
import ai.fourminds.rds.plugins.common.CsvOutput;
import ai.fourminds.rds.plugins.common.JdbiWork;
import java.io.IOException;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

/** One source on its way into one output. Used once, by one thread. */
final class CopyRun {

    private final Handle handle;
    private final PGConnection native_;
    private final CopySource source;
    private final CsvOptions options;
    private final Cancellation cancellation;
    private final Set<Remark> remarks = EnumSet.noneOf(Remark.class);

    CopyRun(Handle handle, PGConnection native_, CopySource source, CsvOptions options, Cancellation cancellation) {
        this.handle = handle;
        this.native_ = native_;
        this.source = source;
        this.options = options;
        this.cancellation = cancellation;
    }

    ExportResult write(CsvOutput out) throws SQLException, IOException {
        List<ExportedColumn> columns = source.exported();
        out.header(columns.stream().map(ExportedColumn::name).toList(), options.guardFormulas());
        long read = columns.isEmpty() ? count() : copy(out);
        out.finish();
        boolean truncated = options.maxRows() > 0 && read > options.maxRows();
        long rows = truncated ? options.maxRows() : read;
        if (source.rowSecurity()) {
            remarks.add(Remark.ROW_SECURITY);
        }
        return new ExportResult(rows, truncated, columns, source.dropped(), remarks);
    }

    private long count() throws SQLException {
        String sql = source.count(limit());
        cancellation.beforeStatement();
        return JdbiWork.on(handle, h -> {
            try (var statement = h.getConnection().createStatement()) {
                statement.setEscapeProcessing(false);
                try (var row = statement.executeQuery(sql)) {
                    row.next();
                    return row.getLong(1);
                }
            }
        });
    }

    /** Rows read, the one beyond the cap included. */
    private long copy(CsvOutput out) throws SQLException, IOException {
        cancellation.beforeStatement();
        CopyOut copy = native_.getCopyAPI().copyOut(source.copy(limit(), options.nullText()));
        try {
            cancellation.answered();
            return copy(copy, out);
        } catch (SQLException | IOException | RuntimeException failure) {
            endOnServer(copy, failure);
            throw failure;
        }
    }

    private long copy(CopyOut copy, CsvOutput out) throws SQLException, IOException {
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
        if (!source.isOfUnknownEncoding()) {
            return row;
        }
        byte[] utf8 = TextBytes.utf8(row);
        if (utf8 != row) {
            remarks.add(Remark.UNKNOWN_ENCODING);
        }
        return utf8;
    }

    /**
     * Cancels what still runs and reads what is still on its way. (pgjdbc's own {@code cancelCopy} leaves the rest unread,
     * where the next statement would find it.)
     */
    private void endOnServer(CopyOut copy, Exception failure) {
        try {
            // After an abort there is nobody to ask, and asking waits.
            boolean open = !handle.getConnection().isClosed();
            if (open && copy.isActive()) {
                cancellation.endStatement();
            }
            while (open && copy.isActive()) {
                copy.readFromCopy();
            }
        } catch (SQLException ended) {
            failure.addSuppressed(ended);
        }
    }

    private String limit() {
        long cap = options.maxRows();
        return cap == 0 || cap == Long.MAX_VALUE ? "" : " LIMIT " + (cap + 1);
    }
}
