package ai.fourminds.rds.plugin;

/** Hears how far an export has come. Called from the exporting thread, often; must return at once. */
@FunctionalInterface
public interface ExportProgress {

    /** {@code rows} data rows and {@code bytes} bytes have been written so far. */
    void written(long rows, long bytes);
}
