package ai.fourminds.rds.plugin.export;

import ai.fourminds.rds.plugin.catalogue.ExportedColumn;
import java.util.List;

/** Receives an export's progress. Called often, from the exporting thread; must return at once. */
@FunctionalInterface
public interface ExportProgress {

    /**
     * The export has begun: from now on, also within this call, {@link ExportChannel#cancel} ends it. An earlier cancel
     * may have had no effect. Called once, before anything is written.
     */
    default void begun() {}

    /** The columns of the export, in the header's order. Called before anything is written; the last call counts. */
    default void columns(List<ExportedColumn> columns) {}

    /** {@code rows} data rows and {@code bytes} bytes have been written so far. */
    void written(long rows, long bytes);
}
