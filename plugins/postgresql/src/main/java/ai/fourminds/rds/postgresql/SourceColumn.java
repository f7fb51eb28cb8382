package ai.fourminds.rds.postgresql;

import ai.fourminds.rds.plugin.DroppedColumn;
import ai.fourminds.rds.plugin.ExportedColumn;
import org.jspecify.annotations.Nullable;

/**
 * A column of what is exported. Immutable.
 *
 * @param name the exact name, as the header says it
 * @param reference the column in SQL, quoted
 * @param declaredType as {@code format_type} says it
 * @param form how its cells are written
 * @param hstoreSchema the hstore extension's schema, quoted; null for other types
 */
record SourceColumn(
        String name,
        String reference,
        String declaredType,
        CellForm form,
        @Nullable String hstoreSchema) {

    boolean isBinary() {
        return form == CellForm.BINARY;
    }

    String expression() {
        return hstoreSchema == null || form != CellForm.HSTORE
                ? form.expression(reference)
                : hstoreSchema + ".hstore_to_jsonb(" + reference + ")";
    }

    ExportedColumn exported() {
        return new ExportedColumn(name, declaredType);
    }

    DroppedColumn dropped() {
        return new DroppedColumn(name, declaredType, "binary");
    }
}
