package ai.fourminds.rds.plugins.common.csv;

import ai.fourminds.rds.plugin.ConnectionSource;
import ai.fourminds.rds.plugin.catalogue.DroppedColumn;
import ai.fourminds.rds.plugin.catalogue.ExportedColumn;
import ai.fourminds.rds.plugin.catalogue.Preview;
import ai.fourminds.rds.plugin.export.CsvOptions;
import ai.fourminds.rds.plugin.export.ExportChannel;
import ai.fourminds.rds.plugin.export.ExportProgress;
import ai.fourminds.rds.plugin.export.ExportResult;
import ai.fourminds.rds.plugin.export.ExportSession;
import ai.fourminds.rds.plugin.export.ExportSource;
import ai.fourminds.rds.plugin.export.TableSubset;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The export for engines whose native driver returns rows one by one and has no faster way. Rolls back any change that
 * a query makes. Thread-safe as {@link ExportChannel} says.
 */
public final class ResultSetChannel implements ExportChannel {

    /** The engine-specific parts of an export. */
    public interface Dialect {

        /** Returns the statement that reads a source. Refuses queries that would change data. */
        String select(ExportSource source) throws SQLException;

        /** Describes a column of a result, counted from 1: an {@link ExportedColumn} or a {@link DroppedColumn}. */
        Record column(ResultSet rows, int index) throws SQLException;

        /** Returns a cell of an exported column as CSV text; null for NULL. */
        @Nullable
        String cell(ResultSet rows, int index) throws SQLException;
    }

    private final Connection connection;
    private final Dialect dialect;
    private volatile @Nullable Statement running;
    private volatile boolean cancelled;
    private volatile boolean aborted;

    private ResultSetChannel(Connection connection, Dialect dialect) {
        this.connection = connection;
        this.dialect = dialect;
    }

    /** Returns a session that reads each table in its own snapshot. */
    public static ExportSession session(ConnectionSource connections, Dialect dialect) {
        return new ExportSession() {
            @Override
            public Consistency consistency() {
                return Consistency.SNAPSHOT_PER_TABLE;
            }

            @Override
            public ExportChannel openChannel() throws SQLException {
                return new ResultSetChannel(connections.open(), dialect);
            }

            @Override
            public void close() {}
        };
    }

    /** Returns the first rows of a table, with the cells that an export writes. */
    public static Preview preview(Connection connection, Dialect dialect, ExportSource source, int limit)
            throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setMaxRows(limit);
            try (ResultSet rows = statement.executeQuery(dialect.select(source))) {
                Columns columns = Columns.of(rows, dialect);
                List<List<@Nullable String>> read = new ArrayList<>();
                while (read.size() < limit && rows.next()) {
                    read.add(columns.cells(rows, dialect));
                }
                return new Preview(columns.exported(), columns.dropped(), read);
            }
        }
    }

    @Override
    public ExportResult export(ExportSource source, CsvOptions options, OutputStream out, ExportProgress progress)
            throws SQLException, IOException {
        if (source instanceof ExportSource.OfTable of && !of.subset().equals(TableSubset.ALL)) {
            throw new SQLFeatureNotSupportedException("tables of this engine are exported whole; use a query", "0A000");
        }
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            cancelled = false;
            running = statement;
            progress.begun();
            if (cancelled) {
                throw new SQLException("the export was cancelled", "57014");
            }
            try (ResultSet rows = statement.executeQuery(dialect.select(source))) {
                return write(rows, options, new CsvOutput(out, progress));
            }
        } finally {
            running = null;
            if (!aborted) {
                connection.rollback();
            }
        }
    }

    private ExportResult write(ResultSet rows, CsvOptions options, CsvOutput out) throws SQLException, IOException {
        Columns columns = Columns.of(rows, dialect);
        out.header(columns.exported(), options.guardFormulas());
        CellWriter writer = new CellWriter(out, columns.exported().size() == 1, options);
        boolean more = rows.next();
        while (more && (options.maxRows() == 0 || out.rows() < options.maxRows())) {
            if (columns.exported().isEmpty()) {
                out.endRow();
            } else {
                write(columns.cells(rows, dialect), writer);
            }
            more = rows.next();
        }
        out.finish();
        return new ExportResult(out.rows(), more, columns.exported(), columns.dropped());
    }

    private static void write(List<@Nullable String> cells, CellWriter writer) throws IOException {
        for (int i = 0; i < cells.size(); i++) {
            if (i > 0) {
                writer.separator();
            }
            String cell = cells.get(i);
            writer.write(cell == null ? null : cell.getBytes(StandardCharsets.UTF_8), true);
        }
        writer.endRow();
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
        connection.abort(Runnable::run);
    }

    @Override
    public boolean isBroken() {
        return aborted;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    /** The columns of a result. Immutable. */
    private record Columns(List<ExportedColumn> exported, List<DroppedColumn> dropped, List<Integer> indexes) {

        static Columns of(ResultSet rows, Dialect dialect) throws SQLException {
            Columns columns = new Columns(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
            for (int index = 1; index <= rows.getMetaData().getColumnCount(); index++) {
                Record column = dialect.column(rows, index);
                if (column instanceof ExportedColumn exported) {
                    columns.exported.add(exported);
                    columns.indexes.add(index);
                } else {
                    columns.dropped.add((DroppedColumn) column);
                }
            }
            return columns;
        }

        List<@Nullable String> cells(ResultSet rows, Dialect dialect) throws SQLException {
            List<@Nullable String> cells = new ArrayList<>(indexes.size());
            for (int index : indexes) {
                cells.add(dialect.cell(rows, index));
            }
            return cells;
        }
    }
}
