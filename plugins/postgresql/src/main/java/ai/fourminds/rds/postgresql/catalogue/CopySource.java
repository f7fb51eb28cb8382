package ai.fourminds.rds.postgresql.catalogue;

import ai.fourminds.rds.plugin.catalogue.DroppedColumn;
import ai.fourminds.rds.plugin.catalogue.ExportedColumn;
import java.util.List;
import java.util.Set;
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
 */
public record CopySource(
        String from,
        List<SourceColumn> columns,
        String encoding,
        boolean rowSecurity,
        String kind,
        boolean hasChildren,
        long relation,
        long estimatedBlocks) {

    public CopySource {
        columns = List.copyOf(columns);
    }

    /** Whether it has blocks, and cells to write. */
    public boolean isDivisible() {
        return estimatedBlocks > 0 && !rowSecurity && !written().isEmpty();
    }

    /** Whether policies, views or the query itself name things as the user's session resolves them. */
    public boolean runsUsersCode() {
        return rowSecurity || !Set.of("r", "p", "m").contains(kind);
    }

    /** What follows FROM without its alias, for people. */
    public String name() {
        return from.replaceFirst("^ONLY ", "").replaceFirst(" AS t$", "");
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

    /** The COPY statement with NULL as nothing; {@code limit} is empty or a LIMIT clause. */
    String copy(String limit) {
        return copy(limit, "");
    }

    /** The COPY statement; {@code limit} is empty or a LIMIT clause, {@code nullText} any text that COPY takes for it. */
    public String copy(String limit, String nullText) {
        String cells = written().stream().map(SourceColumn::expression).collect(Collectors.joining(", "));
        return "COPY (SELECT " + cells + " FROM " + from + limit + ") TO STDOUT (FORMAT csv, ENCODING '" + encoding
                + "'" + (nullText.isEmpty() ? "" : ", NULL " + literal(nullText)) + ")";
    }

    /** Means the same whatever standard_conforming_strings says. */
    private static String literal(String text) {
        return "E'" + text.replace("\\", "\\\\").replace("'", "''") + "'";
    }

    /** For a source of which no column can be written: the number of its rows. */
    public String count(String limit) {
        return "SELECT pg_catalog.count(*) FROM (SELECT FROM " + from + limit + ") AS counted";
    }
}
