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
 * The description of a relation or a query for COPY. Immutable.
 *
 * @param from the text after FROM
 * @param columns all columns, including binary ones, in order
 * @param encoding the encoding to request from the server
 * @param rowSecurity whether row security hides some of the rows from this user
 * @param kind the value of {@code pg_class.relkind}; empty for a query
 * @param hasChildren whether other tables inherit from it; their rows are not read with it
 * @param relation the table's oid; 0 for a query
 * @param estimatedBlocks its size as the server last counted it; 0 if it cannot be read block by block
 * @param condition the condition on its rows, in parentheses; empty for all rows
 * @param sample the number of rows to draw at random; 0 for all
 */
public record CopySource(
        String from,
        List<SourceColumn> columns,
        String encoding,
        boolean rowSecurity,
        String kind,
        boolean hasChildren,
        long relation,
        long estimatedBlocks,
        String condition,
        long sample) {

    private static final String UNKNOWN_COLUMN = "42703";

    public CopySource {
        columns = List.copyOf(columns);
    }

    /** Returns the requested part of it. */
    public CopySource only(TableSubset subset) throws SQLException {
        String where = subset.where();
        return with(
                from,
                subset.columns().isEmpty() ? columns : chosen(subset.columns()),
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
        return with(from, written, condition, sample);
    }

    private CopySource with(String source, List<SourceColumn> some, String rows, long drawn) {
        return new CopySource(
                source, some, encoding, rowSecurity, kind, hasChildren, relation, estimatedBlocks, rows, drawn);
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
        return with(from + tableSample, columns, condition, sample);
    }

    /** Returns whether it can be read in ranges of blocks: it has blocks, and cells to write. */
    public boolean isDivisible() {
        return estimatedBlocks > 0 && sample == 0 && !rowSecurity && !written().isEmpty();
    }

    public boolean hasCondition() {
        return !condition.isEmpty();
    }

    /** Returns whether policies, views, a condition or the query itself resolve names by the user's search path. */
    public boolean runsUsersCode() {
        return rowSecurity || hasCondition() || !Set.of("r", "p", "m").contains(kind);
    }

    /** Returns the relation's name for messages. */
    public String name() {
        return from.replaceFirst("^ONLY ", "");
    }

    /** Returns the text after {@link #from} for at most {@code most} rows; 0 for all. */
    public String rows(long most) {
        long limit = sample == 0 || (most > 0 && most < sample) ? most : sample;
        return (hasCondition() ? " WHERE " + condition : "")
                + (sample == 0 ? "" : " ORDER BY pg_catalog.random()")
                + (limit == 0 ? "" : " LIMIT " + limit);
    }

    /** Returns the text after {@link #from} for some of its blocks, given as a condition. */
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
        return "EXPLAIN (COSTS off) SELECT FROM " + from + rows(0);
    }

    /**
     * Returns the COPY statement; {@code rows} is the text after the relation, {@code nullText} any text that COPY
     * accepts for NULL.
     */
    public String copy(String rows, String nullText) {
        String cells = written().stream().map(SourceColumn::expression).collect(Collectors.joining(", "));
        return "COPY (SELECT " + cells + " FROM " + from + rows + ") TO STDOUT (FORMAT csv, ENCODING '" + encoding + "'"
                + (nullText.isEmpty() ? "" : ", NULL " + literal(nullText)) + ")";
    }

    /** Returns a literal that is independent of standard_conforming_strings. */
    private static String literal(String text) {
        return "E'" + text.replace("\\", "\\\\").replace("'", "''") + "'";
    }

    /** Returns a query for the number of rows, for a source without exportable columns. */
    public String count(String rows) {
        return "SELECT pg_catalog.count(*) FROM (SELECT FROM " + from + rows + ") AS counted";
    }
}
