package ai.fourminds.rds.cli.progress;

import ai.fourminds.rds.cli.export.ExportListener;
import ai.fourminds.rds.cli.output.Console;
import ai.fourminds.rds.cli.output.Verbosity;

/** Shows the progress of an export on standard error. Thread-safe. */
public interface ProgressView extends ExportListener, AutoCloseable {

    /** Restores the terminal, and leaves the finished tables listed. */
    @Override
    void close();

    /** Returns bars for a terminal; elsewhere, and if verbose, a line per finished table. */
    static ProgressView on(Console console, long maxRows) {
        boolean painted = console.capabilities().errTerminal() && console.verbosity() == Verbosity.NORMAL;
        return painted ? LiveProgress.start(console, maxRows) : new LineProgress(console);
    }
}
