package ai.fourminds.rds.plugin.catalogue;

import java.util.Objects;

/**
 * A column of an export.
 *
 * @param name the exact name, as in the CSV header
 * @param declaredType the type as the engine declares it: {@code numeric(12,2)}
 * @param cells the type of its cells
 */
public record ExportedColumn(String name, String declaredType, CellType cells) {

    /** Creates a column of text. */
    public ExportedColumn(String name, String declaredType) {
        this(name, declaredType, CellType.TEXT);
    }

    /** Refuses nulls. */
    public ExportedColumn {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(declaredType, "declaredType");
        Objects.requireNonNull(cells, "cells");
    }
}
