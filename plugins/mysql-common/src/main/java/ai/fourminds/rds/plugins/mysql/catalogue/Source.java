package ai.fourminds.rds.plugins.mysql.catalogue;

import ai.fourminds.rds.plugin.catalogue.DroppedColumn;
import ai.fourminds.rds.plugin.catalogue.ExportedColumn;
import java.util.List;
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
 */
public record Source(
        String with,
        String from,
        List<SourceColumn> columns,
        @Nullable String verbatim,
        boolean columnsDenied) {

    public Source {
        columns = List.copyOf(columns);
    }

    public Source(String from, List<SourceColumn> columns) {
        this("", from, columns, null, false);
    }

    static Source verbatim(String query, List<SourceColumn> columns) {
        return new Source("", "", columns, query, false);
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
