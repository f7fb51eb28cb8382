package ai.fourminds.rds.plugins.mysql.copy;

import ai.fourminds.rds.plugin.catalogue.ExportedColumn;
import ai.fourminds.rds.plugin.export.CsvOptions;
import ai.fourminds.rds.plugin.export.ExportResult;
import ai.fourminds.rds.plugin.export.ExportSnapshot;
import ai.fourminds.rds.plugins.common.Cancellation;
import ai.fourminds.rds.plugins.common.Cleanup;
import ai.fourminds.rds.plugins.common.csv.CellWriter;
import ai.fourminds.rds.plugins.common.csv.CsvOutput;
import ai.fourminds.rds.plugins.mysql.catalogue.Rows;
import ai.fourminds.rds.plugins.mysql.catalogue.Source;
import ai.fourminds.rds.plugins.mysql.catalogue.SourceColumn;
import ai.fourminds.rds.plugins.mysql.cells.NativeCells;
import ai.fourminds.rds.plugins.mysql.session.PlainSql;
import ai.fourminds.rds.plugins.mysql.session.ServerFault;
import ai.fourminds.rds.plugins.mysql.session.SessionSettings;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Exports one source into one output. Used once, by one thread. */
final class ExportRun {

    private final Handle handle;
    private final Source source;
    private final CsvOptions options;
    private final NativeCells cells;
    private final ExportSnapshot snapshot;
    private final Cancellation cancellation;

    ExportRun(
            Handle handle,
            Source source,
            CsvOptions options,
            NativeCells cells,
            ExportSnapshot snapshot,
            Cancellation cancellation) {
        this.handle = handle;
        this.source = source;
        this.options = options;
        this.cells = cells;
        this.snapshot = snapshot;
        this.cancellation = cancellation;
    }

    /** Returns one row more than the cap, to detect whether there are more; 0 for all. */
    static long beyondCap(CsvOptions options) {
        long cap = options.maxRows();
        return cap == 0 || cap == Long.MAX_VALUE ? 0 : cap + 1;
    }

    private String limit() {
        return source.limit(beyondCap(options));
    }

    ExportResult write(CsvOutput out) throws SQLException, IOException {
        List<ExportedColumn> columns = source.exported();
        out.header(columns, options.guardFormulas());
        long read = columns.isEmpty() ? count() : copy(out);
        out.finish();
        boolean truncated = options.maxRows() > 0 && read > options.maxRows();
        Set<ExportResult.Remark> remarks =
                source.columnsDenied() ? Set.of(ExportResult.Remark.COLUMN_PRIVILEGES) : Set.of();
        return new ExportResult(
                truncated ? options.maxRows() : read, truncated, columns, source.dropped(), remarks, snapshot);
    }

    private long count() throws SQLException {
        cancellation.beforeStatement();
        return PlainSql.number(handle, source.count(limit()));
    }

    /** Returns the number of rows read, including the one beyond the cap. */
    private long copy(CsvOutput out) throws SQLException, IOException {
        CellWriter writer = new CellWriter(out, source.written().size() == 1, options);
        // A query that runs unchanged may have to be cancelled after the cap.
        Optional<RowTap> tap = source.verbatim() == null ? Wires.tap(handle.getConnection()) : Optional.empty();
        return tap.isPresent() ? copy(tap.get(), writer) : copyThroughDriver(writer);
    }

    private long copy(RowTap tap, CellWriter writer) throws SQLException, IOException {
        WireRows rows =
                new WireRows(source.written().stream().map(SourceColumn::form).toList(), writer, cap(), cancellation);
        try {
            execute(tap, rows);
        } catch (SQLException failure) {
            rethrow(rows.failure(), failure);
            throw failure;
        }
        rethrow(rows.failure(), null);
        return rows.read();
    }

    private void execute(RowTap tap, WireRows rows) throws SQLException {
        cancellation.beforeStatement();
        try (Statement statement =
                handle.getConnection().createStatement(ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY)) {
            statement.setEscapeProcessing(false);
            // With a fetch size, a driver might use a cursor, whose rows have another format.
            statement.setFetchSize(0);
            boolean drained;
            tap.open(rows);
            try {
                statement.executeQuery(source.selectAsSent(limit())).close();
            } finally {
                drained = tap.shut();
            }
            ServerFault.refuseCut(statement);
            if (!drained) {
                throw new IllegalStateException("the native driver has had an answer from elsewhere");
            }
        }
    }

    /** Throws the failure to write the rows, rather than its consequence on the server. */
    private static void rethrow(@Nullable Exception failure, @Nullable SQLException consequence)
            throws SQLException, IOException {
        if (failure != null && consequence != null) {
            failure.addSuppressed(consequence);
        }
        if (failure instanceof IOException io) {
            throw io;
        }
        if (failure instanceof SQLException cancelled) {
            throw cancelled;
        }
        if (failure instanceof RuntimeException unexpected) {
            throw unexpected;
        }
    }

    private long copyThroughDriver(CellWriter writer) throws SQLException, IOException {
        try (Rows rows = open()) {
            endIfCancelled();
            try {
                return copy(rows, writer);
            } catch (IOException | RuntimeException failure) {
                Cleanup.after(failure, cancellation::endStatement);
                throw failure;
            }
        }
    }

    /**
     * Ends the statement if the export was cancelled: the server ignores a request that arrives before the statement.
     */
    private void endIfCancelled() throws SQLException {
        try {
            cancellation.answered();
        } catch (SQLException cancelled) {
            Cleanup.after(cancelled, cancellation::endStatement);
            throw cancelled;
        }
    }

    /**
     * Opens the rows. A query that runs unchanged is capped by a session setting, which does not change its own LIMIT.
     */
    private Rows open() throws SQLException {
        String query = source.verbatim();
        if (query == null) {
            cancellation.beforeStatement();
            return Rows.of(handle.getConnection(), source, limit());
        }
        SessionSettings.limitRows(handle, beyondCap(options) == 0 ? Long.MAX_VALUE : beyondCap(options));
        cancellation.beforeStatement();
        return Rows.verbatim(handle.getConnection(), query, source, cells);
    }

    private long copy(Rows rows, CellWriter writer) throws SQLException, IOException {
        long cap = cap();
        long read = 0;
        while (rows.next()) {
            if (read++ < cap) {
                write(rows, writer);
            } else {
                leave(rows);
                return read;
            }
        }
        rows.refuseCut();
        return read;
    }

    /** Ends the statement if more rows follow: the query's own LIMIT may exceed the cap. */
    private void leave(Rows rows) throws SQLException {
        if (!rows.next()) {
            return;
        }
        cancellation.endStatement();
        try {
            rows.skipAll();
        } catch (SQLException ended) {
            if (ended.getErrorCode() != ServerFault.QUERY_INTERRUPTED) {
                throw ended;
            }
        }
    }

    private long cap() {
        return options.maxRows() == 0 ? Long.MAX_VALUE : options.maxRows();
    }

    private static void write(Rows rows, CellWriter writer) throws SQLException, IOException {
        for (int i = 0; i < rows.columns(); i++) {
            if (i > 0) {
                writer.separator();
            }
            writer.write(rows.cell(i), rows.form(i).mayNeedQuotes());
        }
        writer.endRow();
    }
}
