package ai.fourminds.rds.postgresql.catalogue;

import ai.fourminds.rds.plugin.catalogue.DroppedColumn;
import ai.fourminds.rds.plugin.catalogue.ExportedColumn;
import ai.fourminds.rds.plugin.export.CsvOptions;
import ai.fourminds.rds.plugin.export.TableSubset;
import ai.fourminds.rds.plugins.common.query.QueryText;
import java.sql.SQLException;
import java.sql.SQLSyntaxErrorException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The description of what COPY reads. Immutable.
 *
 * @param columns all columns, including binary ones, in order
 * @param encoding the encoding to request from the server
 * @param condition the condition on its rows, in parentheses; empty for all rows
 * @param sample the number of rows to draw at random; 0 for all
 */
public record CopySource(
        Relation relation, List<SourceColumn> columns, String encoding, String condition, long sample) {

    private static final String UNKNOWN_COLUMN = "42703";

    /**
     * A relation or a query.
     *
     * @param from the text after FROM
     * @param kind the value of {@code pg_class.relkind}; empty for a query
     * @param rowSecurity whether row security hides some of the rows from this user
     * @param hasChildren whether other tables inherit from it; their rows are not read with it
     * @param oid the table's oid; 0 for a query
     * @param estimatedBlocks its size as the server last counted it; 0 if it cannot be read block by block
     */
    public record Relation(
            String from, String kind, boolean rowSecurity, boolean hasChildren, long oid, long estimatedBlocks) {}

    public CopySource {
        columns = List.copyOf(columns);
    }

    /** Returns the requested part of it. */
    public CopySource only(TableSubset subset) throws SQLException {
        String where = subset.where();
        return new CopySource(
                relation,
                subset.columns().isEmpty() ? columns : chosen(subset.columns()),
                encoding,
                where == null ? "" : QueryText.condition(where, List.of(PostgresqlRules.values())),
                subset.sample());
    }

    /** Returns the same source with its geometries written so. */
    public CopySource with(CsvOptions.Geometry geometry) throws SQLException {
        if (geometry != CsvOptions.Geometry.WKT) {
            return this;
        }
        List<SourceColumn> written = new ArrayList<>();
        for (SourceColumn column : columns) {
            written.add(column.asWkt());
        }
        return new CopySource(relation, written, encoding, condition, sample);
    }

    private List<SourceColumn> chosen(List<String> names) throws SQLException {
        Map<String, SourceColumn> known =
                columns.stream().collect(Collectors.toMap(SourceColumn::name, Function.identity()));
        List<SourceColumn> chosen = new ArrayList<>();
        for (String name : names) {
            SourceColumn column = known.get(name);
            if (column == null) {
                throw new SQLSyntaxErrorException(name() + " has no column '" + name + "'", UNKNOWN_COLUMN);
            }
            chosen.add(column);
        }
        return chosen;
    }

    /** Returns the same source, read from a part of its blocks. */
    public CopySource fromBlocks(String tableSample) {
        Relation part = new Relation(
                relation.from() + tableSample,
                relation.kind(),
                relation.rowSecurity(),
                relation.hasChildren(),
                relation.oid(),
                relation.estimatedBlocks());
        return new CopySource(part, columns, encoding, condition, sample);
    }

    /** Returns whether it can be read in ranges of blocks: it has blocks, and cells to write. */
    public boolean isDivisible() {
        return relation.estimatedBlocks() > 0
                && sample == 0
                && !relation.rowSecurity()
                && !written().isEmpty();
    }

    public boolean hasCondition() {
        return !condition.isEmpty();
    }

    /** Returns whether policies, views, a condition or the query itself resolve names by the user's search path. */
    public boolean runsUsersCode() {
        return relation.rowSecurity()
                || hasCondition()
                || !Set.of("r", "p", "m").contains(relation.kind());
    }

    /** Returns the relation's name for messages. */
    public String name() {
        return relation.from().replaceFirst("^ONLY ", "");
    }

    /** Returns the text after {@link Relation#from} for at most {@code most} rows; 0 for all. */
    public String rows(long most) {
        long limit = sample == 0 || (most > 0 && most < sample) ? most : sample;
        return (hasCondition() ? " WHERE " + condition : "")
                + (sample == 0 ? "" : " ORDER BY pg_catalog.random()")
                + (limit == 0 ? "" : " LIMIT " + limit);
    }

    /** Returns the text after {@link Relation#from} for some of its blocks, given as a condition. */
    public String rows(String blocks) {
        return " WHERE " + blocks + (hasCondition() ? " AND " + condition : "");
    }

    public boolean isRaw() {
        return TextBytes.isRaw(encoding);
    }

    public List<SourceColumn> written() {
        return columns.stream().filter(c -> !c.isBinary()).toList();
    }

    public List<ExportedColumn> exported() {
        return written().stream().map(SourceColumn::exported).toList();
    }

    public List<DroppedColumn> dropped() {
        return columns.stream()
                .filter(SourceColumn::isBinary)
                .map(SourceColumn::dropped)
                .toList();
    }

    /**
     * Returns a statement that takes the locks of a whole COPY, including those on indexes and on tables in a
     * condition, and reads no rows.
     */
    public String plan() {
        return "EXPLAIN (COSTS off) SELECT FROM " + relation.from() + rows(0);
    }

    /**
     * Returns the COPY statement; {@code rows} is the text after the relation, {@code nullText} any text that COPY
     * accepts for NULL.
     */
    public String copy(String rows, String nullText) {
        String cells = written().stream().map(SourceColumn::expression).collect(Collectors.joining(", "));
        return "COPY (SELECT " + cells + " FROM " + relation.from() + rows + ") TO STDOUT (FORMAT csv, ENCODING '"
                + encoding + "'" + (nullText.isEmpty() ? "" : ", NULL " + literal(nullText)) + ")";
    }

    /** Returns a literal that is independent of standard_conforming_strings. */
    private static String literal(String text) {
        return "E'" + text.replace("\\", "\\\\").replace("'", "''") + "'";
    }

    /** Returns a query for the number of rows, for a source without exportable columns. */
    public String count(String rows) {
        return "SELECT pg_catalog.count(*) FROM (SELECT FROM " + relation.from() + rows + ") AS counted";
    }
}
