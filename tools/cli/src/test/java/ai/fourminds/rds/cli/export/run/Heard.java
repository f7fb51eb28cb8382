package ai.fourminds.rds.cli.export.run;

import ai.fourminds.rds.cli.export.ExportListener;
import ai.fourminds.rds.export.ExportTask;
import ai.fourminds.rds.export.TableReport;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Remembers what a listener is told. Thread-safe. */
final class Heard implements ExportListener {
    final List<String> started = new CopyOnWriteArrayList<>();
    final List<String> finished = new CopyOnWriteArrayList<>();
    final List<String> notes = new CopyOnWriteArrayList<>();

    @Override
    public void started(ExportTask task) {
        started.add(task.name());
    }

    @Override
    public void progressed(ExportTask task, long rows, long bytes) {}

    @Override
    public void finished(ExportTask task, TableReport report) {
        finished.add(task.name());
    }

    @Override
    public void noted(String text) {
        notes.add(text);
    }
}
