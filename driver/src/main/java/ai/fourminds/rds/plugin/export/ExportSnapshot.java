package ai.fourminds.rds.plugin.export;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The moment of a snapshot. Equal for all rows that are read in one snapshot.
 *
 * @param takenAt when the snapshot was taken, by the server's clock
 * @param reason why it replaced the session's first snapshot; null for the first
 */
public record ExportSnapshot(Instant takenAt, @Nullable String reason) {

    /** Refuses a null moment. */
    public ExportSnapshot {
        Objects.requireNonNull(takenAt, "takenAt");
    }
}
