package ai.fourminds.rds.plugins.mysql.catalogue;

import ai.fourminds.rds.plugin.catalogue.DroppedColumn;
import ai.fourminds.rds.plugin.catalogue.ExportedColumn;
import ai.fourminds.rds.plugins.mysql.cells.CellForm;

/**
 * A column of what is exported. Immutable.
 *
 * @param name the exact name, as the header says it
 * @param reference the column in SQL, quoted
 * @param declaredType as {@code SHOW COLUMNS} says it, with the SRID of geometries
 * @param form how its cells are written
 */
public record SourceColumn(String name, String reference, String declaredType, CellForm form) {

    boolean isDropped() {
        return form == CellForm.BINARY || form == CellForm.DENIED;
    }

    String expression() {
        return form.expression(reference);
    }

    String expressionAsSent() {
        return form.expressionAsSent(reference);
    }

    ExportedColumn exported() {
        return new ExportedColumn(name, declaredType);
    }

    DroppedColumn dropped() {
        return new DroppedColumn(name, declaredType, form == CellForm.DENIED ? "no privilege" : "binary");
    }
}
