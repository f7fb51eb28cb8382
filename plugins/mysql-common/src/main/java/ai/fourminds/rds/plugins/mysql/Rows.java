package ai.fourminds.rds.plugins.mysql;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows of a source as they stream in, one at a time, cells from left to right. Used by one thread. */
final class Rows implements AutoCloseable {

    private final Statement statement;
    private final ResultSet rows;
    private final CellForm[] forms;

    private Rows(Statement statement, ResultSet rows, CellForm[] forms) {
        this.statement = statement;
        this.rows = rows;
        this.forms = forms;
    }

    static Rows of(Connection connection, Source source, String limit) throws SQLException {
        Statement statement = connection.createStatement(ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY);
        try {
            statement.setEscapeProcessing(false);
            // Both native drivers take this for: row by row, as the network brings them.
            statement.setFetchSize(Integer.MIN_VALUE);
            List<SourceColumn> written = source.written();
            return new Rows(
                    statement,
                    statement.executeQuery(source.select(limit)),
                    written.stream().map(SourceColumn::form).toArray(CellForm[]::new));
        } catch (SQLException | RuntimeException failure) {
            close(statement, failure);
            throw failure;
        }
    }

    boolean next() throws SQLException {
        return rows.next();
    }

    int columns() {
        return forms.length;
    }

    CellForm form(int column) {
        return forms[column];
    }

    /** A cell of the current row; null for NULL. */
    byte @Nullable [] cell(int column) throws SQLException {
        byte[] cell = rows.getBytes(column + 1);
        if (cell == null || forms[column] != CellForm.FLOAT) {
            return cell;
        }
        return FloatText.of(new String(cell, StandardCharsets.US_ASCII)).getBytes(StandardCharsets.US_ASCII);
    }

    /** Reads what is left, too, so that the connection is free again. */
    @Override
    public void close() throws SQLException {
        try (statement) {
            rows.close();
        }
    }

    private static void close(Statement statement, Exception failure) {
        try {
            statement.close();
        } catch (SQLException secondary) {
            failure.addSuppressed(secondary);
        }
    }
}
