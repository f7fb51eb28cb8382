package ai.fourminds.rds.plugins.mysql.catalogue;

import ai.fourminds.rds.plugin.catalogue.DroppedColumn;
import ai.fourminds.rds.plugin.catalogue.ExportedColumn;
import ai.fourminds.rds.plugin.export.CsvOptions;
import ai.fourminds.rds.plugin.export.TableSubset;
import ai.fourminds.rds.plugins.common.query.QueryText;
import ai.fourminds.rds.plugins.mysql.cells.CellForm;
import java.sql.SQLException;
import java.sql.SQLSyntaxErrorException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The description of a table or a query to read. Immutable.
 *
 * @param with the text before SELECT
 * @param from the text after FROM
 * @param columns all columns, including binary ones, in order
 * @param verbatim a query that runs unchanged, instead of a generated SELECT; or null
 * @param columnsDenied whether there are columns that the user may not read
 * @param sample the number of rows to draw at random; 0 for all
 */
public record Source(
        String with,
        String from,
        List<SourceColumn> columns,
        @Nullable String verbatim,
        boolean columnsDenied,
        long sample) {

    private static final String UNKNOWN_COLUMN = "42S22";

    public Source {
        columns = List.copyOf(columns);
    }

    public Source(String from, List<SourceColumn> columns) {
        this("", from, columns, null, false, 0);
    }

    static Source verbatim(String query, List<SourceColumn> columns) {
        return new Source("", "", columns, query, false, 0);
    }

    /** Returns the requested part of a table; a sample is not drawn yet. */
    public Source only(TableSubset subset) throws SQLException {
        List<SourceColumn> wanted = subset.columns().isEmpty() ? columns : chosen(subset.columns());
        boolean denied = columnsDenied
                && (subset.columns().isEmpty() || wanted.stream().anyMatch(c -> c.form() == CellForm.DENIED));
        String where = subset.where();
        String condition = where == null ? "TRUE" : QueryText.condition(where, List.of(FamilyRules.values()));
        String rows = where == null && subset.sample() == 0 ? from : from + " WHERE " + condition;
        return new Source(with, rows, wanted, verbatim, denied, subset.sample());
    }

    /** Returns the same source with its geometries written so. */
    public Source with(CsvOptions.Geometry geometry) {
        if (geometry != CsvOptions.Geometry.EWKB) {
            return this;
        }
        List<SourceColumn> written = columns.stream().map(SourceColumn::asEwkb).toList();
        return new Source(with, from, written, verbatim, columnsDenied, sample);
    }

    private List<SourceColumn> chosen(List<String> names) throws SQLException {
        Map<String, SourceColumn> known =
                columns.stream().collect(Collectors.toMap(SourceColumn::name, Function.identity()));
        List<SourceColumn> chosen = new ArrayList<>();
        for (String name : names) {
            SourceColumn column = known.get(name);
            if (column == null) {
                throw new SQLSyntaxErrorException(from + " has no column '" + name + "'", UNKNOWN_COLUMN);
            }
            chosen.add(column);
        }
        return chosen;
    }

    /**
     * Returns the source with its sample drawn. Sorts hardly more rows than needed: the server would keep a sort of all
     * rows on its disk.
     *
     * @param count the number of rows to draw from
     */
    public Source drawn(long count) {
        double candidates = (double) sample + 10 * Math.sqrt((double) sample) + 20;
        String some = candidates < count
                ? String.format(Locale.ROOT, " AND RAND() < %.15f", candidates / (double) count)
                : "";
        return new Source(with, from + some + " ORDER BY RAND()", columns, verbatim, columnsDenied, sample);
    }

    /** Returns the LIMIT clause for at most {@code most} rows; 0 for all. */
    public String limit(long most) {
        long limit = sample == 0 || (most > 0 && most < sample) ? most : sample;
        return limit == 0 ? "" : " LIMIT " + limit;
    }

    public List<SourceColumn> written() {
        return columns.stream().filter(c -> !c.isDropped()).toList();
    }

    public List<ExportedColumn> exported() {
        return written().stream().map(SourceColumn::exported).toList();
    }

    public List<DroppedColumn> dropped() {
        return columns.stream()
                .filter(SourceColumn::isDropped)
                .map(SourceColumn::dropped)
                .toList();
    }

    /**
     * Returns the SELECT with all cells as strings, which every driver returns as bytes; {@code limit} is empty or a
     * LIMIT clause.
     */
    String select(String limit) {
        return select(SourceColumn::expression, limit);
    }

    /**
     * Returns the SELECT for readers of the wire protocol, which keeps columns that the server sends as text anyway.
     */
    public String selectAsSent(String limit) {
        return select(SourceColumn::expressionAsSent, limit);
    }

    private String select(Function<SourceColumn, String> expression, String limit) {
        String cells = written().stream().map(expression).collect(Collectors.joining(", "));
        return with + "SELECT " + cells + " FROM " + from + limit;
    }

    /** Returns a query for the number of rows, for a source without exportable columns. */
    public String count(String limit) {
        // MySQL's own counting misses that a partition was emptied after the transaction's snapshot.
        return with + "SELECT COALESCE(SUM(1), 0) FROM (SELECT 1 FROM " + from + limit + ") AS counted";
    }
}
