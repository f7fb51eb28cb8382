package ai.fourminds.rds.plugins.mysql.catalogue;

import ai.fourminds.rds.plugin.catalogue.ColumnInfo;
import ai.fourminds.rds.plugin.catalogue.DroppedColumn;
import ai.fourminds.rds.plugin.catalogue.ExportedColumn;
import ai.fourminds.rds.plugins.mysql.cells.CellForm;

/**
 * A column to export. Immutable.
 *
 * @param name the exact name, as in the header
 * @param reference the column in SQL, quoted
 * @param declaredType as {@code SHOW COLUMNS} shows it, with the SRID of geometries
 * @param nullable whether it may hold NULL; true if unknown
 * @param form how its cells are written
 */
public record SourceColumn(String name, String reference, String declaredType, boolean nullable, CellForm form) {

    boolean isDropped() {
        return form == CellForm.BINARY || form == CellForm.DENIED;
    }

    String expression() {
        return form.expression(reference);
    }

    String expressionAsSent() {
        return form.expressionAsSent(reference);
    }

    /** Returns the same column with a geometry written as EWKB. */
    SourceColumn asEwkb() {
        return form.isWkt() ? new SourceColumn(name, reference, declaredType, nullable, CellForm.EWKB) : this;
    }

    ExportedColumn exported() {
        return new ExportedColumn(name, declaredType, CellForm.cells(declaredType));
    }

    DroppedColumn dropped() {
        return new DroppedColumn(name, declaredType, reason());
    }

    ColumnInfo info() {
        return new ColumnInfo(name, declaredType, nullable, isDropped() ? reason() : null);
    }

    private String reason() {
        return form == CellForm.DENIED ? "no privilege" : "binary";
    }
}
