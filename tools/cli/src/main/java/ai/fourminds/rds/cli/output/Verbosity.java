package ai.fourminds.rds.cli.output;

/** How much is printed on standard error. */
public enum Verbosity {
    /** Errors only. */
    QUIET,
    /** Errors, remarks and progress. */
    NORMAL,
    /** Also calls and their duration. */
    VERBOSE
}
