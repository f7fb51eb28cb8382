package ai.fourminds.rds.plugin.catalogue;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A column in a listing.
 *
 * @param name the exact name
 * @param declaredType the type as the engine declares it: {@code numeric(12,2)}
 * @param nullable whether it may hold NULL; null if the engine does not tell
 * @param droppedFor why an export omits it, in a word or two; null if it does not
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
