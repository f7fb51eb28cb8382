package ai.fourminds.rds.cli.progress;

import ai.fourminds.rds.cli.export.ExportListener;
import ai.fourminds.rds.cli.output.Console;
import ai.fourminds.rds.cli.output.Verbosity;

/** Shows on standard error how an export goes. Thread-safe. */
public interface ProgressView extends ExportListener, AutoCloseable {

    /** Leaves the terminal as it was found, finished tables listed. */
    @Override
    void close();

    /** Bars on a terminal, a line per finished table elsewhere and where calls are told of in between. */
    static ProgressView on(Console console, long maxRows) {
        boolean painted = console.capabilities().errTerminal() && console.verbosity() == Verbosity.USUAL;
        return painted ? LiveProgress.start(console, maxRows) : new LineProgress(console);
    }
}
