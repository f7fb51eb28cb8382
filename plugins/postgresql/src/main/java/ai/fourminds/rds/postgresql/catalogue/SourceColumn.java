package ai.fourminds.rds.postgresql.catalogue;

import ai.fourminds.rds.plugin.catalogue.CellType;
import ai.fourminds.rds.plugin.catalogue.ColumnInfo;
import ai.fourminds.rds.plugin.catalogue.DroppedColumn;
import ai.fourminds.rds.plugin.catalogue.ExportedColumn;
import ai.fourminds.rds.postgresql.cells.BinaryCell;
import ai.fourminds.rds.postgresql.cells.CellForm;
import org.jspecify.annotations.Nullable;

/**
 * A column of what is exported. Immutable.
 *
 * @param name the exact name, as the header says it
 * @param reference the column in SQL, quoted
 * @param declaredType as {@code format_type} says it
 * @param nullable whether it may hold NULL, as far as is known
 * @param form how its cells are written by the server
 * @param cells what they say
 * @param binary how its cells are asked for where we write them; null where we cannot
 */
public record SourceColumn(
        String name,
        String reference,
        String declaredType,
        boolean nullable,
        CellForm form,
        CellType cells,
        @Nullable BinaryCell binary) {

    private static final String BINARY = "binary";

    boolean isBinary() {
        return form == CellForm.BINARY;
    }

    String expression() {
        return form.expression(reference);
    }

    ColumnInfo info() {
        return new ColumnInfo(name, declaredType, nullable, isBinary() ? BINARY : null);
    }

    ExportedColumn exported() {
        return new ExportedColumn(name, declaredType, cells);
    }

    DroppedColumn dropped() {
        return new DroppedColumn(name, declaredType, BINARY);
    }
}
