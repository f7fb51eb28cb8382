package ai.fourminds.rds.cli.failure;

import ai.fourminds.rds.failure.FailureKind;

/** How the process ends. */
public enum ExitCode {
    /** All is well. */
    OK(0),
    /** A defect of this program. */
    BUG(1),
    /** Arguments, options or settings are wrong. */
    USAGE(2),
    /** AWS credentials or permissions. */
    AWS(3),
    /** The instance does not exist, is not ready or is not supported. */
    INSTANCE(4),
    /** Network or TLS. */
    NETWORK(5),
    /** The database refused. */
    LOGIN(6),
    /** Some tables failed or timed out. */
    PARTIAL(7),
    /** Ended by Ctrl-C, as shells count it. */
    INTERRUPTED(130),
    /** Whoever read standard output went away, as shells count it. */
    BROKEN_PIPE(141);

    private final int number;

    ExitCode(int number) {
        this.number = number;
    }

    /** The number the shell sees. */
    public int number() {
        return number;
    }

    /** What a failure that the driver diagnosed ends the process with. */
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
