package ai.fourminds.rds.cli.progress;

import ai.fourminds.rds.cli.export.ExportListener;
import ai.fourminds.rds.cli.output.Console;

/** Shows on standard error how an export goes. Thread-safe. */
public interface ProgressView extends ExportListener, AutoCloseable {

    /** Leaves the terminal as it was found, finished tables listed. */
    @Override
    void close();

    /** Bars on a terminal, a line per finished table elsewhere. */
    static ProgressView on(Console console, long maxRows) {
        return console.capabilities().errTerminal() ? LiveProgress.start(console, maxRows) : new LineProgress(console);
    }
}
