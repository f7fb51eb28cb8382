package ai.fourminds.rds.postgresql.catalogue;

import ai.fourminds.rds.plugin.catalogue.DroppedColumn;
import ai.fourminds.rds.plugin.catalogue.ExportedColumn;
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
 * What COPY reads: a relation or a query, described. Immutable.
 *
 * @param from what follows FROM in SQL
 * @param columns all columns, binary ones too, in order
 * @param encoding what the server is asked to write
 * @param rowSecurity whether the server shows this user some of the rows only
 * @param kind as {@code pg_class.relkind} says; empty for a query
 * @param hasChildren whether other tables inherit from it, whose rows are not read with it
 * @param relation the table's object identifier; 0 for a query
 * @param estimatedBlocks its size as the server last counted it; 0 for what cannot be read block by block
 * @param condition what its rows must meet, in parentheses; empty for all rows
 * @param sample how many rows, drawn at random; 0 for all
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

    /** What is wanted of it. */
    public CopySource only(TableSubset subset) throws SQLException {
        String where = subset.where();
        return new CopySource(
                from,
                subset.columns().isEmpty() ? columns : chosen(subset.columns()),
                encoding,
                rowSecurity,
                kind,
                hasChildren,
                relation,
                estimatedBlocks,
                where == null ? "" : QueryText.condition(where, List.of(PostgresqlRules.values())),
                subset.sample());
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

    /** The same, read from a part of its blocks. */
    public CopySource fromBlocks(String tableSample) {
        return new CopySource(
                from + tableSample,
                columns,
                encoding,
                rowSecurity,
                kind,
                hasChildren,
                relation,
                estimatedBlocks,
                condition,
                sample);
    }

    /** Whether it has blocks, and cells to write. */
    public boolean isDivisible() {
        return estimatedBlocks > 0 && sample == 0 && !rowSecurity && !written().isEmpty();
    }

    public boolean hasCondition() {
        return !condition.isEmpty();
    }

    /** Whether policies, views, a condition or the query itself name things as the user's session resolves them. */
    public boolean runsUsersCode() {
        return rowSecurity || hasCondition() || !Set.of("r", "p", "m").contains(kind);
    }

    /** The relation for people. */
    public String name() {
        return from.replaceFirst("^ONLY ", "");
    }

    /** What follows {@link #from} where at most so many rows are wanted; 0 for all. */
    public String rows(long most) {
        long limit = sample == 0 || (most > 0 && most < sample) ? most : sample;
        return (hasCondition() ? " WHERE " + condition : "")
                + (sample == 0 ? "" : " ORDER BY pg_catalog.random()")
                + (limit == 0 ? "" : " LIMIT " + limit);
    }

    /** What follows {@link #from} for some of its blocks, given as a condition. */
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

    /** Locks as a COPY of the whole does, indexes and what a condition reads too, and reads nothing. */
    public String plan() {
        return "EXPLAIN (COSTS off) SELECT FROM " + from + rows(0);
    }

    /** The COPY statement; {@code rows} is what follows the relation, {@code nullText} any text that COPY takes for it. */
    public String copy(String rows, String nullText) {
        String cells = written().stream().map(SourceColumn::expression).collect(Collectors.joining(", "));
        return "COPY (SELECT " + cells + " FROM " + from + rows + ") TO STDOUT (FORMAT csv, ENCODING '" + encoding + "'"
                + (nullText.isEmpty() ? "" : ", NULL " + literal(nullText)) + ")";
    }

    /** Means the same whatever standard_conforming_strings says. */
    private static String literal(String text) {
        return "E'" + text.replace("\\", "\\\\").replace("'", "''") + "'";
    }

    /** For a source of which no column can be written: the number of its rows. */
    public String count(String rows) {
        return "SELECT pg_catalog.count(*) FROM (SELECT FROM " + from + rows + ") AS counted";
    }
}
