package ai.fourminds.rds.postgresql.catalogue;

import ai.fourminds.rds.postgresql.cells.BinaryCell;
import ai.fourminds.rds.postgresql.cells.WireType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The binary COPY of a source whose cells the plugin can all write itself, which saves the server that work. Immutable.
 *
 * @param from the text after FROM
 * @param expressions the expressions to select
 * @param types the types of their values
 */
public record BinaryCopy(String from, List<String> expressions, List<WireType> types) {

    public BinaryCopy {
        expressions = List.copyOf(expressions);
        types = List.copyOf(types);
    }

    /** Returns the binary COPY; empty if only the server can write some cell, or if it sends unconverted bytes. */
    public static Optional<BinaryCopy> of(CopySource source) {
        List<String> expressions = new ArrayList<>();
        List<WireType> types = new ArrayList<>();
        for (SourceColumn column : source.written()) {
            BinaryCell cell = column.binary();
            if (cell == null || source.isRaw()) {
                return Optional.empty();
            }
            expressions.add(cell.expression(column.reference()));
            types.add(cell.type());
        }
        return Optional.of(new BinaryCopy(source.relation().from(), expressions, types));
    }

    /**
     * Returns the statement; {@code rows} is the text after the relation. Text comes in the session's encoding, which
     * is UTF-8.
     */
    public String sql(String rows) {
        return "COPY (SELECT " + String.join(", ", expressions) + " FROM " + from + rows
                + ") TO STDOUT (FORMAT binary)";
    }
}
