package ai.fourminds.rds.cli.progress;

import ai.fourminds.rds.cli.export.ExportListener;
import ai.fourminds.rds.cli.output.Console;
import ai.fourminds.rds.cli.output.Console.Verbosity;
import ai.fourminds.rds.cli.output.text.Quantity;
import ai.fourminds.rds.cli.output.text.Style;
import ai.fourminds.rds.export.ExportTask;
import ai.fourminds.rds.export.TableReport;

/** Shows the progress of an export on standard error. Thread-safe. */
public interface ProgressView extends ExportListener, AutoCloseable {

    /** Restores the terminal, and leaves the finished tables listed. */
    @Override
    void close();

    /** Returns bars for a terminal; elsewhere, and if verbose, a line per finished table. */
    static ProgressView on(Console console, long maxRows) {
        boolean painted = console.capabilities().errTerminal() && console.verbosity() == Verbosity.NORMAL;
        return painted ? LiveProgress.start(console, maxRows) : new Lines(console);
    }

    /** Prints a line per finished table. Thread-safe. */
    record Lines(Console console) implements ProgressView {
        @Override
        public void started(ExportTask task) {}

        @Override
        public void progressed(ExportTask task, long rows, long bytes) {}

        @Override
        public void finished(ExportTask task, TableReport report) {
            if (!report.complete()) {
                console.sayFailure(Style.BAD, text(report));
            } else {
                boolean partial = report.truncated() || report.rowSecurity() || report.columnPrivileges();
                console.say(partial ? Style.WARNING : Style.PLAIN, text(report));
            }
        }

        @Override
        public void noted(String text) {
            console.say(text);
        }

        @Override
        public void close() {}

        static String text(TableReport report) {
            if (!report.complete()) {
                // A server's message may have several lines.
                String error = String.valueOf(report.error()).strip().replaceAll("\\s*\\R\\s*", "; ");
                return report.status().word() + "  " + report.name() + "  " + error;
            }
            String line = "exported  " + report.name() + "  " + Quantity.of(report.rows(), "row") + "  "
                    + Quantity.bytes(report.bytes()) + "  " + Quantity.seconds(report.durationMillis());
            String note = report.note() == null ? "" : "  (" + report.note() + ")";
            return line + note + (report.truncated() ? "  TRUNCATED: --max-rows 0 exports all rows" : "");
        }
    }
}
