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
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Finds a query's columns from the metadata of its result, and decides whether the query can run unchanged. Column
 * names may occur twice. Used by one thread.
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
     * Describes a query. If the server sends all cells in the right form, the query runs unchanged, and its rows stream
     * in its own order. Any other query is wrapped in a SELECT that requests the right form and leaves binary columns
     * on the server.
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
                // Connector/J has no label for a column whose name is empty, as that of SELECT ''.
                String name = Objects.requireNonNullElse(metaData.getColumnLabel(i), "");
                columns.add(new SourceColumn(name, "q.c" + i, type, true, CellForm.of(type, null, server)));
            }
            return columns;
        }
    }

    /**
     * Returns a column's type. MariaDB reports a vector as bytes; its type is looked up, unless the query has computed
     * it.
     */
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
     * Turns the query into a derived table. MariaDB drops the ORDER BY of one without LIMIT, so an ordered query gets
     * one even for all rows; any other query without a cap must have none, or the server would collect its rows before
     * it sends the first. MySQL may apply an outer LIMIT instead of the one in parentheses.
     */
    private Source converted(QueryClauses query, String limit, List<SourceColumn> columns) throws SQLException {
        String added = limit.isEmpty() && query.isOrdered() ? ALL_ROWS : limit;
        String inner = added.isEmpty() ? query.text() : query.withLimit(added, server.isMariadb());
        // MariaDB renames the columns of a UNION before it resolves its ORDER BY.
        boolean nested = server.isMariadb() && query.isCompound() && query.isOrdered();
        String rows = "(" + (nested ? "(\n" + inner + "\n)" + ALL_ROWS : "\n" + inner + "\n") + ")";
        if (!server.hasCommonTables()) {
            return new Source(rows + " AS q", byName(columns));
        }
        String names =
                IntStream.rangeClosed(1, columns.size()).mapToObj(i -> "c" + i).collect(Collectors.joining(", "));
        return new Source("WITH q (" + names + ") AS " + rows + " ", "q", columns, null, false, 0);
    }

    /** Refers to columns by name, for old servers, which reject names that occur twice. */
    private static List<SourceColumn> byName(List<SourceColumn> columns) throws SQLException {
        List<SourceColumn> named = new ArrayList<>();
        for (SourceColumn c : columns) {
            named.add(new SourceColumn(c.name(), "q." + SqlText.quoted(c.name()), c.declaredType(), true, c.form()));
        }
        return named;
    }
}
