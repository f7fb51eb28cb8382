package ai.fourminds.rds.cli.failure;

/** Ends a command with a fault that is reported as it is. */
public final class CommandFailure extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Fault fault;

    /** A failure without an underlying exception. */
    public CommandFailure(Fault fault) {
        super(fault.headline());
        this.fault = fault;
    }

    /** A failure that an exception caused. */
    public CommandFailure(Fault fault, Throwable cause) {
        super(fault.headline(), cause);
        this.fault = fault;
    }

    /** Returns the fault to report. */
    public Fault fault() {
        return fault;
    }
}
