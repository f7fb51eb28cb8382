package ai.fourminds.rds.cli.progress;

import ai.fourminds.rds.cli.output.Console;
import ai.fourminds.rds.export.ExportTask;
import ai.fourminds.rds.export.TableReport;

/** Prints a line per finished table. Thread-safe. */
record LineProgress(Console console) implements ProgressView {
    @Override
    public void started(ExportTask task) {}

    @Override
    public void progressed(ExportTask task, long rows, long bytes) {}

    @Override
    public void finished(ExportTask task, TableReport report) {
        ReportLine.say(report, console);
    }

    @Override
    public void noted(String text) {
        console.say(text);
    }

    @Override
    public void close() {}
}
