package ai.fourminds.rds.plugin.export;

import ai.fourminds.rds.plugin.catalogue.ExportedColumn;
import java.util.List;

/** Hears how far an export has come. Called from the exporting thread, often; must return at once. */
@FunctionalInterface
public interface ExportProgress {

    /**
     * The export has begun: {@link ExportChannel#cancel} ends it from now on, also when called here. What came before may
     * have found nothing to end. Called once, before anything is written.
     */
    default void begun() {}

    /** The columns to come, in the header's order. Called before anything is written; what it says last counts. */
    default void columns(List<ExportedColumn> columns) {}

    /** {@code rows} data rows and {@code bytes} bytes have been written so far. */
    void written(long rows, long bytes);
}
