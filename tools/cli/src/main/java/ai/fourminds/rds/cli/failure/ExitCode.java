package ai.fourminds.rds.cli.failure;

import ai.fourminds.rds.failure.FailureKind;

/** The exit codes of the process, with their meaning. */
public enum ExitCode {
    OK(0, "All is well."),
    BUG(1, "A defect of this program."),
    USAGE(2, "Arguments, options or settings are wrong."),
    AWS(3, "AWS credentials or permissions."),
    INSTANCE(4, "The instance does not exist, is not ready or is not supported."),
    NETWORK(5, "Network or TLS."),
    LOGIN(6, "The database refused."),
    PARTIAL(7, "Some tables failed or timed out."),
    INTERRUPTED(130, "Ended by Ctrl-C; the number is that of shells."),
    BROKEN_PIPE(141, "The reader of standard output closed it; the number is that of shells.");

    private final int number;
    private final String meaning;

    ExitCode(int number, String meaning) {
        this.number = number;
        this.meaning = meaning;
    }

    public int number() {
        return number;
    }

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
