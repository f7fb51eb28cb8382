package ai.fourminds.rds.plugins.mysql.catalogue;

import ai.fourminds.rds.plugins.mysql.cells.CellForm;
import ai.fourminds.rds.plugins.mysql.cells.NativeCells;
import ai.fourminds.rds.plugins.mysql.session.Server;
import ai.fourminds.rds.plugins.mysql.session.SqlText;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.SQLSyntaxErrorException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Finds out what columns a query has, from the metadata of its result, and whether it can be run as it stands. Names may occur
 * twice. Used by one thread.
 */
public final class QueryDescriber {

    private static final String BYTES = "VARBINARY";
    private static final String VECTOR_TYPE = """
            SELECT c.column_type
            FROM information_schema.columns c
            WHERE c.table_schema = ? AND c.table_name = ? AND c.column_name = ? AND c.data_type = 'vector'
            """;
    private static final String ALL_ROWS = " LIMIT 18446744073709551615";

    private final Connection connection;
    private final Server server;
    private final NativeCells cells;

    public QueryDescriber(Connection connection, Server server, NativeCells cells) {
        this.connection = connection;
        this.server = server;
        this.cells = cells;
    }

    /**
     * A query all of whose cells are right as the server sends them runs as it stands: its rows stream in its own order.
     * Any other one is read through a SELECT that asks for the right form, and leaves binary columns on the server.
     *
     * @param limit a LIMIT clause for the rows that will be read, or empty
     */
    public Source describe(QueryClauses query, String limit) throws SQLException {
        List<SourceColumn> columns = columns(query.text());
        boolean verbatim = columns.stream().allMatch(c -> c.form().isRightAsItComes());
        return verbatim ? Source.verbatim(query.text(), columns) : converted(query, limit, columns);
    }

    private List<SourceColumn> columns(String query) throws SQLException {
        try (PreparedStatement prepared = cells.prepare(connection, query)) {
            @Nullable ResultSetMetaData metaData = prepared.getMetaData();
            if (metaData == null || metaData.getColumnCount() == 0) {
                throw new SQLSyntaxErrorException("the query has no result; write one that returns rows", "42000");
            }
            List<SourceColumn> columns = new ArrayList<>();
            for (int i = 1; i <= metaData.getColumnCount(); i++) {
                String type = type(metaData, i);
                columns.add(new SourceColumn(
                        metaData.getColumnLabel(i), "q.c" + i, type, true, CellForm.of(type, null, server)));
            }
            return columns;
        }
    }

    /** MariaDB calls a vector bytes, and tells which column it is; unless the query has computed it. */
    private String type(ResultSetMetaData metaData, int column) throws SQLException {
        String type = metaData.getColumnTypeName(column);
        if (!server.isMariadb() || !type.equals(BYTES)) {
            return type;
        }
        try (PreparedStatement statement = connection.prepareStatement(VECTOR_TYPE)) {
            statement.setString(1, metaData.getCatalogName(column));
            statement.setString(2, metaData.getTableName(column));
            statement.setString(3, metaData.getColumnName(column));
            try (ResultSet found = statement.executeQuery()) {
                return found.next() ? found.getString(1) : type;
            }
        }
    }

    /**
     * The query becomes a derived table. MariaDB drops the ORDER BY of one that has no LIMIT, so an ordered query has one even
     * where all rows are wanted; any other query without a cap must have none, or the server would collect its rows before it
     * sends the first. MySQL may apply an outer LIMIT in place of the one within parentheses.
     */
    private Source converted(QueryClauses query, String limit, List<SourceColumn> columns) throws SQLException {
        String added = limit.isEmpty() && query.isOrdered() ? ALL_ROWS : limit;
        String inner = added.isEmpty() ? query.text() : query.withLimit(added, server.isMariadb());
        // MariaDB renames the columns of a UNION before it looks for those that it is ordered by.
        boolean nested = server.isMariadb() && query.isCompound() && query.isOrdered();
        String rows = "(" + (nested ? "(\n" + inner + "\n)" + ALL_ROWS : "\n" + inner + "\n") + ")";
        if (!server.hasCommonTables()) {
            return new Source(rows + " AS q", byName(columns));
        }
        String names =
                IntStream.rangeClosed(1, columns.size()).mapToObj(i -> "c" + i).collect(Collectors.joining(", "));
        return new Source("WITH q (" + names + ") AS " + rows + " ", "q", columns, null, false, 0);
    }

    /** The only way of an old server, which must do without names that occur twice. */
    private static List<SourceColumn> byName(List<SourceColumn> columns) throws SQLException {
        List<SourceColumn> named = new ArrayList<>();
        for (SourceColumn c : columns) {
            named.add(new SourceColumn(c.name(), "q." + SqlText.quoted(c.name()), c.declaredType(), true, c.form()));
        }
        return named;
    }
}
