package ai.fourminds.rds.postgresql.catalogue;

import ai.fourminds.rds.plugin.catalogue.CellType;
import ai.fourminds.rds.plugin.catalogue.ColumnInfo;
import ai.fourminds.rds.plugin.catalogue.DroppedColumn;
import ai.fourminds.rds.plugin.catalogue.ExportedColumn;
import ai.fourminds.rds.postgresql.cells.BinaryCell;
import ai.fourminds.rds.postgresql.cells.CellForm;
import org.jspecify.annotations.Nullable;

/**
 * A column to export. Immutable.
 *
 * @param name the exact name, as in the header
 * @param reference the column in SQL, quoted
 * @param declaredType as {@code format_type} returns it
 * @param nullable whether it may hold NULL; true if unknown
 * @param form how the server writes its cells
 * @param cells the type of its cells
 * @param binary how its cells are requested in binary; null if only the server can write them
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
