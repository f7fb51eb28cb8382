package ai.fourminds.rds.plugin.catalogue;

import java.util.Objects;

/**
 * A column that an export omits.
 *
 * @param name the exact name
 * @param declaredType the type as the engine declares it
 * @param reason why, in a word or two: {@code binary}
 */
public record DroppedColumn(String name, String declaredType, String reason) {

    /** Refuses nulls. */
    public DroppedColumn {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(declaredType, "declaredType");
        Objects.requireNonNull(reason, "reason");
    }
}
