package ai.fourminds.rds.web.export;

import ai.fourminds.rds.export.Manifest;
import org.jspecify.annotations.Nullable;

/**
 * One line of the history. Immutable.
 *
 * @param id the name of its folder
 * @param running whether it is still being written
 * @param manifest what it says of itself, or null while it runs
 */
public record PastExport(
        String id, boolean running, @Nullable Manifest manifest) {}
