package ai.fourminds.rds.cli.failure;

import ai.fourminds.rds.failure.FailureKind;

/** The exit codes of the process. */
public enum ExitCode {
    /** All is well. */
    OK(0, "All is well."),
    /** A defect of this program. */
    BUG(1, "A defect of this program."),
    /** Arguments, options or settings are wrong. */
    USAGE(2, "Arguments, options or settings are wrong."),
    /** AWS credentials or permissions. */
    AWS(3, "AWS credentials or permissions."),
    /** The instance does not exist, is not ready or is not supported. */
    INSTANCE(4, "The instance does not exist, is not ready or is not supported."),
    /** Network or TLS. */
    NETWORK(5, "Network or TLS."),
    /** The database refused. */
    LOGIN(6, "The database refused."),
    /** Some tables failed or timed out. */
    PARTIAL(7, "Some tables failed or timed out."),
    /** Ended by Ctrl-C; the number is that of shells. */
    INTERRUPTED(130, "Ended by Ctrl-C; the number is that of shells."),
    /** The reader of standard output closed it; the number is that of shells. */
    BROKEN_PIPE(141, "The reader of standard output closed it; the number is that of shells.");

    private final int number;
    private final String meaning;

    ExitCode(int number, String meaning) {
        this.number = number;
        this.meaning = meaning;
    }

    /** Returns the process's exit code. */
    public int number() {
        return number;
    }

    /** Returns the meaning in a sentence. */
    public String meaning() {
        return meaning;
    }

    /** Returns the exit code for a kind of failure that the driver diagnosed. */
    public static ExitCode of(FailureKind kind) {
        return switch (kind) {
            case SETTINGS -> USAGE;
            case AWS -> AWS;
            case INSTANCE -> INSTANCE;
            case NETWORK -> NETWORK;
            case LOGIN -> LOGIN;
        };
    }
}
