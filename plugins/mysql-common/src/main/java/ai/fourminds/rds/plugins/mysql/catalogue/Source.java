package ai.fourminds.rds.plugins.mysql.catalogue;

import ai.fourminds.rds.plugin.catalogue.DroppedColumn;
import ai.fourminds.rds.plugin.catalogue.ExportedColumn;
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
 * What is read: a table or a query, described. Immutable.
 *
 * @param with what stands before SELECT
 * @param from what follows FROM in SQL
 * @param columns all columns, binary ones too, in order
 * @param verbatim a query that is run as it stands, in place of a SELECT of ours; or null
 * @param columnsDenied whether there are columns that the user may not read
 * @param sample how many rows, drawn at random; 0 for all
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

    /** What is wanted of a table; a sample is still to be drawn. */
    public Source only(TableSubset subset) throws SQLException {
        List<SourceColumn> wanted = subset.columns().isEmpty() ? columns : chosen(subset.columns());
        boolean denied = columnsDenied
                && (subset.columns().isEmpty() || wanted.stream().anyMatch(c -> c.form() == CellForm.DENIED));
        String where = subset.where();
        String condition = where == null ? "TRUE" : QueryText.condition(where, List.of(FamilyRules.values()));
        String rows = where == null && subset.sample() == 0 ? from : from + " WHERE " + condition;
        return new Source(with, rows, wanted, verbatim, denied, subset.sample());
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
     * With its sample drawn: hardly more rows than are wanted are sorted at random, since a sort of all would be kept on the
     * server's disk.
     *
     * @param count how many rows there are to draw from
     */
    public Source drawn(long count) {
        double candidates = (double) sample + 10 * Math.sqrt((double) sample) + 20;
        String some = candidates < count
                ? String.format(Locale.ROOT, " AND RAND() < %.15f", candidates / (double) count)
                : "";
        return new Source(with, from + some + " ORDER BY RAND()", columns, verbatim, columnsDenied, sample);
    }

    /** The LIMIT clause where at most so many rows are wanted; 0 for all. */
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

    /** The rows, all cells strings, which every driver hands over as bytes; {@code limit} is empty or a LIMIT clause. */
    String select(String limit) {
        return select(SourceColumn::expression, limit);
    }

    /** The rows for those who read the wire themselves, where all that is text comes as text. */
    public String selectAsSent(String limit) {
        return select(SourceColumn::expressionAsSent, limit);
    }

    private String select(Function<SourceColumn, String> expression, String limit) {
        String cells = written().stream().map(expression).collect(Collectors.joining(", "));
        return with + "SELECT " + cells + " FROM " + from + limit;
    }

    /** For a source of which no column can be written: the number of its rows. */
    public String count(String limit) {
        // MySQL's own way of counting overlooks that a partition was emptied after the transaction's snapshot.
        return with + "SELECT COALESCE(SUM(1), 0) FROM (SELECT 1 FROM " + from + limit + ") AS counted";
    }
}
