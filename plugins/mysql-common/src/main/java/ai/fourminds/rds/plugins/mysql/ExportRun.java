package ai.fourminds.rds.plugins.mysql;

import ai.fourminds.rds.plugin.CsvOptions;
import ai.fourminds.rds.plugin.ExportResult;
import ai.fourminds.rds.plugin.ExportedColumn;
import ai.fourminds.rds.plugins.common.CsvOutput;
import ai.fourminds.rds.plugins.common.JdbiWork;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** One source on its way into one output. Used once, by one thread. */
final class ExportRun {

    /** Ends the statement on the server, so that nobody waits for rows that nobody wants. */
    @FunctionalInterface
    interface Ending {
        void end() throws SQLException;
    }

    private final Handle handle;
    private final Source source;
    private final CsvOptions options;
    private final Ending ending;

    ExportRun(Handle handle, Source source, CsvOptions options, Ending ending) {
        this.handle = handle;
        this.source = source;
        this.options = options;
        this.ending = ending;
    }

    /** The clause that lets one row more through than the cap does, which tells whether there are more. */
    static String limit(CsvOptions options) {
        long cap = options.maxRows();
        return cap == 0 || cap == Long.MAX_VALUE ? "" : " LIMIT " + (cap + 1);
    }

    ExportResult write(CsvOutput out) throws SQLException, IOException {
        List<ExportedColumn> columns = source.exported();
        out.header(columns.stream().map(ExportedColumn::name).toList(), options.guardFormulas());
        long read = columns.isEmpty() ? count() : copy(out);
        out.finish();
        boolean truncated = options.maxRows() > 0 && read > options.maxRows();
        return new ExportResult(truncated ? options.maxRows() : read, truncated, columns, source.dropped());
    }

    private long count() throws SQLException {
        return PlainSql.number(handle, source.count(limit(options)));
    }

    /** Rows read, the one beyond the cap included. */
    private long copy(CsvOutput out) throws SQLException, IOException {
        try (Rows rows = JdbiWork.on(handle, h -> Rows.of(h.getConnection(), source, limit(options)))) {
            try {
                return copy(rows, new CellWriter(out, rows.columns() == 1, options));
            } catch (IOException | RuntimeException failure) {
                endOnServer(failure);
                throw failure;
            }
        }
    }

    private long copy(Rows rows, CellWriter writer) throws SQLException, IOException {
        long cap = options.maxRows() == 0 ? Long.MAX_VALUE : options.maxRows();
        long read = 0;
        while (rows.next()) {
            if (read++ < cap) {
                write(rows, writer);
            }
        }
        return read;
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

    private void endOnServer(Exception failure) {
        try {
            ending.end();
        } catch (SQLException secondary) {
            failure.addSuppressed(secondary);
        }
    }
}
