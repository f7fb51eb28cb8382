package ai.fourminds.rds.postgresql.catalogue;

import ai.fourminds.rds.postgresql.cells.BinaryCell;
import ai.fourminds.rds.postgresql.cells.WireType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The COPY of a source whose every cell we can write from its binary form, which spares the server that work. Immutable.
 *
 * @param from what follows FROM in SQL
 * @param expressions what the server is asked for
 * @param types what that consists of
 */
public record BinaryCopy(String from, List<String> expressions, List<WireType> types) {

    public BinaryCopy {
        expressions = List.copyOf(expressions);
        types = List.copyOf(types);
    }

    /** Empty where only the server can write some cell, or text comes in no encoding that we know. */
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
        return Optional.of(new BinaryCopy(source.from(), expressions, types));
    }

    /** The statement; {@code rows} is what follows FROM. Text comes as the session has it, which is UTF-8. */
    public String sql(String rows) {
        return "COPY (SELECT " + String.join(", ", expressions) + " FROM " + from + rows
                + ") TO STDOUT (FORMAT binary)";
    }
}
