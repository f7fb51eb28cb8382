package ai.fourminds.rds.cli.export.folder;

import ai.fourminds.rds.cli.export.ExportListener;
import ai.fourminds.rds.cli.failure.Fault;
import ai.fourminds.rds.export.ExportTask;
import ai.fourminds.rds.export.TableReport;
import java.io.IOException;

/** Enters whole tables into a journal, then tells the next listener. Thread-safe. */
record RecordingListener(Journal journal, ExportListener next) implements ExportListener {
    @Override
    public void started(ExportTask task) {
        next.started(task);
    }

    @Override
    public void progressed(ExportTask task, long rows, long bytes) {
        next.progressed(task, rows, bytes);
    }

    @Override
    public void finished(ExportTask task, TableReport report) {
        if (report.complete()) {
            record(report);
        }
        next.finished(task, report);
    }

    @Override
    public void noted(String text) {
        next.noted(text);
    }

    /** The file is whole all the same. */
    private void record(TableReport report) {
        try {
            journal.add(report);
        } catch (IOException e) {
            next.noted("--resume would export " + report.name() + " again, because it could not be recorded: "
                    + Fault.of(e).summary());
        }
    }
}
