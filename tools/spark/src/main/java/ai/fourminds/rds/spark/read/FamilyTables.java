package ai.fourminds.rds.spark.read;

import ai.fourminds.rds.plugin.catalogue.TableInfo;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Cuts MySQL and MariaDB tables into ranges of the primary key if its first column is an integer; else the table is one
 * part. Stateless and thread-safe.
 */
public final class FamilyTables implements TableReader {

    /** Table names can differ in case only, which the catalogue's collation ignores. */
    private static final String INTEGER_KEY = """
            SELECT c.column_name
            FROM information_schema.statistics s
            JOIN information_schema.columns c
              ON c.table_schema = s.table_schema AND c.table_name = s.table_name AND c.column_name = s.column_name
              AND CAST(c.table_name AS BINARY) = CAST(s.table_name AS BINARY)
            WHERE s.table_schema = DATABASE() AND s.table_name = ? AND s.index_name = 'PRIMARY' AND s.seq_in_index = 1
              AND CAST(s.table_name AS BINARY) = CAST(? AS BINARY)
              AND c.data_type IN ('tinyint', 'smallint', 'mediumint', 'int', 'bigint')
            """;

    @Override
    public String quoted(String name) {
        return '`' + name.replace("`", "``") + '`';
    }

    @Override
    public TablePlan plan(Connection connection, TableInfo table, Cut cut, boolean oneSnapshot) throws SQLException {
        String relation = quoted(table.name().name());
        lock(connection, relation);
        int parts = cut.parts(table.sizeBytes());
        Optional<String> key =
                parts == 1 ? Optional.empty() : key(connection, table.name().name());
        TablePlan.Piece piece = key.isEmpty()
                ? TablePlan.Piece.whole(relation)
                : new TablePlan.Piece(relation, ranges(connection, relation, quoted(key.get()), parts));
        return TablePlan.of(table, List.of(piece));
    }

    /** Takes a read's metadata lock, so that no TRUNCATE runs between the parts of a table. */
    private static void lock(Connection connection, String relation) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            // READ COMMITTED keeps no snapshot open, for which the server would keep old rows.
            statement.execute("SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED");
            statement.execute("START TRANSACTION READ ONLY");
            statement.execute("SELECT 1 FROM " + relation + " LIMIT 0");
        }
    }

    private static Optional<String> key(Connection connection, String table) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(INTEGER_KEY)) {
            statement.setString(1, table);
            statement.setString(2, table);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
            }
        }
    }

    private static List<String> ranges(Connection connection, String relation, String key, int parts)
            throws SQLException {
        String ends = "SELECT CAST(MIN(" + key + ") AS CHAR), CAST(MAX(" + key + ") AS CHAR) FROM " + relation;
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            try (ResultSet row = statement.executeQuery(ends)) {
                row.next();
                String least = row.getString(1);
                return least == null
                        ? List.of(TablePlan.EVERYTHING)
                        : ranges(key, new BigInteger(least), new BigInteger(row.getString(2)), parts);
            }
        }
    }

    /** The outer ranges have no end, to include rows that were added since. */
    static List<String> ranges(String key, BigInteger least, BigInteger most, int parts) {
        BigInteger keys = most.subtract(least).add(BigInteger.ONE);
        int count = keys.min(BigInteger.valueOf(parts)).intValue();
        List<String> ranges = new ArrayList<>();
        for (int part = 0; part < count; part++) {
            String from = part == 0 ? "" : key + " >= " + bound(least, keys, part, count);
            String to = part == count - 1 ? "" : key + " < " + bound(least, keys, part + 1, count);
            ranges.add(count == 1 ? TablePlan.EVERYTHING : from + (part > 0 && part < count - 1 ? " AND " : "") + to);
        }
        return ranges;
    }

    private static BigInteger bound(BigInteger least, BigInteger keys, int part, int parts) {
        return least.add(keys.multiply(BigInteger.valueOf(part)).divide(BigInteger.valueOf(parts)));
    }
}
