package ai.fourminds.rds.spark.read;

import ai.fourminds.rds.plugin.catalogue.TableInfo;
import ai.fourminds.rds.plugin.catalogue.TableName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts PostgreSQL tables into ranges of blocks, which PostgreSQL 14 and later reads without visiting others (TID range
 * scan). Reads a partitioned table by partition if the user may and no partition's own policy would hide rows. Without
 * one snapshot a table is one part, because an update moves a row to another block or partition. Stateless and
 * thread-safe.
 */
final class PostgresqlTables implements TableReader {

    private static final int FIRST_WITH_RANGE_SCAN = 14;

    private static final String BLOCKS =
            "pg_catalog.pg_relation_size(c.oid) / pg_catalog.current_setting('block_size')::pg_catalog.int8";

    /** The size in bytes, TOAST included. */
    private static final String BYTES = "pg_catalog.pg_table_size(c.oid)";

    /** Also true if row security was enabled after the snapshot. */
    private static final String ROW_SECURITY = "c.relrowsecurity OR pg_catalog.row_security_active(c.oid)";

    private static final String RELATION = "SELECT c.oid::pg_catalog.int8, c.relkind = 'p', " + ROW_SECURITY + ", "
            + BLOCKS + ", " + BYTES + " "
            + """
            FROM pg_catalog.pg_class c
            JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            WHERE n.nspname = ? AND c.relname = ? AND c.relkind IN ('r', 'p')
            """;

    private static final String LEAVES = "SELECT n.nspname, c.relname, c.relkind = 'r', " + BLOCKS + ", " + BYTES
            + ", pg_catalog.has_table_privilege(c.oid, 'SELECT') AND pg_catalog.has_schema_privilege(n.oid, 'USAGE')"
            + " AND NOT (" + ROW_SECURITY + ") "
            + """
            FROM pg_catalog.pg_partition_tree(CAST(? AS pg_catalog.oid)::pg_catalog.regclass) l
            JOIN pg_catalog.pg_class c ON c.oid = l.relid
            JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            WHERE l.isleaf AND c.relkind IN ('r', 'f')
            ORDER BY n.nspname, c.relname
            """;

    @Override
    public String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    @Override
    public TablePlan plan(Connection connection, TableInfo table, Cut cut, boolean oneSnapshot) throws SQLException {
        TableName name = table.name();
        String relation = quoted(String.valueOf(name.schema())) + "." + quoted(name.name());
        lock(connection, relation);
        boolean ranges = oneSnapshot && connection.getMetaData().getDatabaseMajorVersion() >= FIRST_WITH_RANGE_SCAN;
        try (PreparedStatement statement = connection.prepareStatement(RELATION)) {
            statement.setString(1, String.valueOf(name.schema()));
            statement.setString(2, name.name());
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next()) {
                    return TablePlan.of(table, List.of(TablePlan.Piece.whole(relation)));
                }
                if (row.getBoolean(2)) {
                    // The partitioned table's policies do not apply to partitions that are read directly.
                    boolean apart = ranges && !row.getBoolean(3);
                    return TablePlan.of(
                            table,
                            apart
                                    ? partitions(connection, row.getLong(1), relation, cut)
                                    : List.of(TablePlan.Piece.whole(relation)));
                }
                return TablePlan.of(
                        table, List.of(piece("ONLY " + relation, ranges ? row.getLong(4) : 0, row.getLong(5), cut)));
            }
        }
    }

    /**
     * Takes the lock of a read, for which column privileges suffice. It keeps other sessions from rewriting the table
     * until the transaction ends.
     */
    private static void lock(Connection connection, String relation) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SELECT FROM " + relation + " LIMIT 0");
        }
    }

    private List<TablePlan.Piece> partitions(Connection connection, long oid, String parent, Cut cut)
            throws SQLException {
        List<TablePlan.Piece> pieces = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(LEAVES)) {
            statement.setLong(1, oid);
            try (ResultSet leaf = statement.executeQuery()) {
                while (leaf.next()) {
                    if (!leaf.getBoolean(6)) {
                        // A user who may read the whole table may lack the right to read its partitions, or all of
                        // their rows.
                        return List.of(TablePlan.Piece.whole(parent));
                    }
                    String relation = quoted(leaf.getString(1)) + "." + quoted(leaf.getString(2));
                    pieces.add(
                            leaf.getBoolean(3)
                                    ? piece("ONLY " + relation, leaf.getLong(4), leaf.getLong(5), cut)
                                    : TablePlan.Piece.whole(relation));
                }
            }
        }
        return pieces.isEmpty() ? List.of(TablePlan.Piece.whole(parent)) : pieces;
    }

    /** The last range has no end, to include rows that were added since. */
    private static TablePlan.Piece piece(String relation, long blocks, long bytes, Cut cut) {
        int parts = (int) Math.max(1, Math.min(blocks, cut.parts(bytes)));
        List<String> conditions = new ArrayList<>();
        for (int part = 0; part < parts; part++) {
            String from = block(">=", blocks * part / parts);
            String to = part == parts - 1 ? "" : " AND " + block("<", blocks * (part + 1) / parts);
            conditions.add(parts == 1 ? TablePlan.EVERYTHING : from + to);
        }
        return new TablePlan.Piece(relation, conditions);
    }

    private static String block(String operator, long block) {
        return "ctid OPERATOR(pg_catalog." + operator + ") '(" + block + ",0)'::pg_catalog.tid";
    }
}
