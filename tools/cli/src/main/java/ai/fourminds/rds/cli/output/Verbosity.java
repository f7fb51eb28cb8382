package ai.fourminds.rds.cli.output;

/** How much is said on standard error. */
public enum Verbosity {
    /** Errors alone. */
    QUIET,
    /** Errors, remarks and progress. */
    USUAL,
    /** Also what was called, and how long it took. */
    VERBOSE
}
