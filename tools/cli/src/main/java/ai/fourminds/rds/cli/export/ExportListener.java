package ai.fourminds.rds.cli.export;

import ai.fourminds.rds.export.ExportTask;
import ai.fourminds.rds.export.TableReport;

/** Hears how an export goes. Called from several threads at once; must return at once. */
public interface ExportListener {

    /** A table's turn has come. */
    void started(ExportTask task);

    /** {@code rows} data rows and {@code bytes} bytes of it have been written so far. */
    void progressed(ExportTask task, long rows, long bytes);

    /** A table is done, one way or the other. */
    void finished(ExportTask task, TableReport report);

    /** Something worth knowing that ends nothing. */
    void noted(String text);
}
