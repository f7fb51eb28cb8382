package ai.fourminds.rds.cli.export;

import ai.fourminds.rds.export.ExportTask;
import ai.fourminds.rds.export.TableReport;

/** Receives the progress of an export, from several threads at once. Must return quickly. */
public interface ExportListener {

    /** The export of a table has started. */
    void started(ExportTask task);

    /** {@code rows} data rows and {@code bytes} bytes of the table have been written so far. */
    void progressed(ExportTask task, long rows, long bytes);

    /** The export of a table has ended, successfully or not. */
    void finished(ExportTask task, TableReport report);

    /** An event that does not end the export. */
    void noted(String text);
}
