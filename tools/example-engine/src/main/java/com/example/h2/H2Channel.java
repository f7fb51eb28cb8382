package com.example.h2;

import ai.fourminds.rds.plugin.catalogue.ExportedColumn;
import ai.fourminds.rds.plugin.export.CsvOptions;
import ai.fourminds.rds.plugin.export.ExportChannel;
import ai.fourminds.rds.plugin.export.ExportProgress;
import ai.fourminds.rds.plugin.export.ExportResult;
import ai.fourminds.rds.plugin.export.ExportSource;
import ai.fourminds.rds.plugin.export.TableSubset;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Exports one source after the other; {@link #cancel} and {@link #abort} may come from any thread. */
final class H2Channel implements ExportChannel {
    private static final Executor AT_ONCE = Runnable::run;

    private final Connection connection;
    private volatile @Nullable Statement running;
    private volatile boolean cancelled;
    private volatile boolean aborted;

    H2Channel(Connection connection) {
        this.connection = connection;
    }

    @Override
    public ExportResult export(ExportSource source, CsvOptions options, OutputStream out, ExportProgress progress)
            throws SQLException, IOException {
        try (Statement statement = connection.createStatement()) {
            cancelled = false;
            running = statement;
            progress.begun();
            if (cancelled) {
                throw new SQLException("the export was cancelled", "57014");
            }
            try (ResultSet rows = statement.executeQuery(sql(source))) {
                return write(rows, options, out, progress);
            }
        } finally {
            running = null;
        }
    }

    private static String sql(ExportSource source) throws SQLException {
        if (source instanceof ExportSource.OfQuery query) {
            return query.sql();
        }
        ExportSource.OfTable table = (ExportSource.OfTable) source;
        if (!table.subset().equals(TableSubset.ALL)) {
            throw new SQLFeatureNotSupportedException("H2's tables are exported whole; use a query", "0A000");
        }
        return H2Catalogue.everything(table.table());
    }

    private static ExportResult write(ResultSet rows, CsvOptions options, OutputStream out, ExportProgress progress)
            throws SQLException, IOException {
        Cells cells = Cells.of(rows.getMetaData());
        var counting = new CountingStream(out);
        Writer csv = new BufferedWriter(new OutputStreamWriter(counting, StandardCharsets.UTF_8));
        CsvLine lines = new CsvLine(csv, options);
        lines.header(cells.columns().stream().map(ExportedColumn::name).toList());
        long written = 0;
        boolean more = rows.next();
        while (more && (options.maxRows() == 0 || written < options.maxRows())) {
            lines.row(cells.of(rows));
            written++;
            progress.written(written, counting.bytes());
            more = rows.next();
        }
        csv.flush();
        progress.written(written, counting.bytes());
        return new ExportResult(written, more, cells.columns(), cells.dropped());
    }

    @Override
    public void cancel() throws SQLException {
        cancelled = true;
        Statement statement = running;
        if (statement != null) {
            statement.cancel();
        }
    }

    @Override
    public void abort() throws SQLException {
        aborted = true;
        connection.abort(AT_ONCE);
    }

    @Override
    public boolean isBroken() {
        return aborted;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
