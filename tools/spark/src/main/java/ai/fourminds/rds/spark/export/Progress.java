package ai.fourminds.rds.spark.export;

import java.io.PrintStream;
import java.util.function.Supplier;

/** Prints the job's progress, line by line. Thread-safe. */
public final class Progress {

    /** How much is printed. */
    public enum Verbosity {
        /** Failures only. */
        QUIET,
        /** Each table, too. */
        NORMAL,
        /** Also how each table is read, and stack traces. */
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

    /** Prints a failure's stack trace. */
    void trace(Throwable failure) {
        if (verbosity == Verbosity.VERBOSE) {
            failure.printStackTrace(out);
        }
    }
}
