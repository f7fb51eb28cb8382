package ai.fourminds.rds.web.export;

import ai.fourminds.rds.export.Manifest;
import org.jspecify.annotations.Nullable;

/**
 * An export in the history. Immutable.
 *
 * @param id the name of the export's folder
 * @param running whether the export is running
 * @param manifest its manifest, or null while it runs
 */
public record PastExport(
        String id, boolean running, @Nullable Manifest manifest) {}
