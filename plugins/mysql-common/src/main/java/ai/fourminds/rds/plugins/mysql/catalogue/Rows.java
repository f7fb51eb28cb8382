package ai.fourminds.rds.plugins.mysql.catalogue;

import ai.fourminds.rds.plugins.common.Cleanup;
import ai.fourminds.rds.plugins.mysql.cells.CellForm;
import ai.fourminds.rds.plugins.mysql.cells.DoubleText;
import ai.fourminds.rds.plugins.mysql.cells.NativeCells;
import ai.fourminds.rds.plugins.mysql.cells.VectorText;
import ai.fourminds.rds.plugins.mysql.session.ServerFault;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Streams the rows of a source, one at a time, cells from left to right. Used by one thread. */
public final class Rows implements AutoCloseable {

    private final Statement statement;
    private final ResultSet rows;
    private final CellForm[] forms;
    private final @Nullable NativeCells verbatim;
    private final DoubleText numbers = new DoubleText();
    private final VectorText vectors = new VectorText();

    private Rows(Statement statement, ResultSet rows, CellForm[] forms, @Nullable NativeCells verbatim) {
        this.statement = statement;
        this.rows = rows;
        this.forms = forms;
        this.verbatim = verbatim;
    }

    /** Reads rows through the plugin's own SELECT, which requests cells as strings. */
    public static Rows of(Connection connection, Source source, String limit) throws SQLException {
        return of(connection, source.select(limit), source, null);
    }

    /** Reads the rows of a query that runs unchanged. */
    public static Rows verbatim(Connection connection, String query, Source source, NativeCells cells)
            throws SQLException {
        return of(connection, query, source, cells);
    }

    private static Rows of(Connection connection, String sql, Source source, @Nullable NativeCells verbatim)
            throws SQLException {
        Statement statement = connection.createStatement(ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY);
        try {
            statement.setEscapeProcessing(false);
            // Both native drivers take this as: row by row, as the network delivers them.
            statement.setFetchSize(Integer.MIN_VALUE);
            List<SourceColumn> written = source.written();
            return new Rows(
                    statement,
                    statement.executeQuery(sql),
                    written.stream().map(SourceColumn::form).toArray(CellForm[]::new),
                    verbatim);
        } catch (SQLException | RuntimeException failure) {
            Cleanup.after(failure, statement::close);
            throw failure;
        }
    }

    public boolean next() throws SQLException {
        return rows.next();
    }

    /** Reads until no rows are left, or the statement fails. */
    public void skipAll() throws SQLException {
        boolean more = true;
        while (more) {
            more = rows.next();
        }
    }

    /** Fails if the server warned that its result is incomplete. Call after the last row. */
    public void refuseCut() throws SQLException {
        ServerFault.refuseCut(statement);
    }

    public int columns() {
        return forms.length;
    }

    public CellForm form(int column) {
        return forms[column];
    }

    /** Returns a cell of the current row; null for NULL. */
    public byte @Nullable [] cell(int column) throws SQLException {
        if (verbatim != null) {
            return verbatim.read(rows, column + 1);
        }
        byte[] cell = rows.getBytes(column + 1);
        if (cell == null) {
            return null;
        }
        return switch (forms[column]) {
            case FLOAT -> single(cell);
            case VECTOR -> vectors.of(cell, 0, cell.length);
            default -> cell;
        };
    }

    private byte[] single(byte[] exact) {
        numbers.write(Float.parseFloat(new String(exact, StandardCharsets.US_ASCII)));
        return numbers.bytes();
    }

    /** Reads the remaining rows too, so that the connection can be used again. */
    @Override
    public void close() throws SQLException {
        try (statement) {
            rows.close();
        }
    }
}
