package ai.fourminds.rds.plugin.catalogue;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One line of a listing of columns.
 *
 * @param name the exact name
 * @param declaredType the type as the engine declares it: {@code numeric(12,2)}
 * @param nullable whether it may hold NULL; null where the engine does not tell
 * @param droppedFor why an export leaves it out, in a word or two; null where it does not
 */
public record ColumnInfo(
        String name,
        String declaredType,
        @Nullable Boolean nullable,
        @Nullable String droppedFor) {

    /** Refuses nulls. */
    public ColumnInfo {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(declaredType, "declaredType");
    }
}
