package ai.fourminds.rds.spark.export;

import java.io.PrintStream;
import java.util.function.Supplier;

/** What the job says while it runs, a line at a time. Thread-safe. */
public final class Progress {

    /** How much of it. */
    public enum Verbosity {
        /** What failed. */
        QUIET,
        /** Each table. */
        USUAL,
        /** How it is read, and where a failure comes from. */
        VERBOSE
    }

    private final PrintStream out;
    private final Verbosity verbosity;

    /** @param out the stream */
    public Progress(PrintStream out, Verbosity verbosity) {
        this.out = out;
        this.verbosity = verbosity;
    }

    void failed(String line) {
        out.println(line);
    }

    void done(String line) {
        if (verbosity != Verbosity.QUIET) {
            out.println(line);
        }
    }

    void detail(Supplier<String> line) {
        if (verbosity == Verbosity.VERBOSE) {
            out.println(line.get());
        }
    }

    /** Where a failure comes from. */
    void trace(Throwable failure) {
        if (verbosity == Verbosity.VERBOSE) {
            failure.printStackTrace(out);
        }
    }
}
