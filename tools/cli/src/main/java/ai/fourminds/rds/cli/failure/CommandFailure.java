package ai.fourminds.rds.cli.failure;

/** Ends a command with a fault that is reported as it is. */
public final class CommandFailure extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Fault fault;

    /** Returns a failure because of what the user typed or configured. */
    public static CommandFailure usage(String code, String headline, String remedy) {
        return new CommandFailure(Fault.usage(code, headline, remedy));
    }

    public static CommandFailure usage(String code, String headline, String remedy, Throwable cause) {
        return new CommandFailure(Fault.usage(code, headline, remedy), cause);
    }

    public CommandFailure(Fault fault) {
        super(fault.headline());
        this.fault = fault;
    }

    public CommandFailure(Fault fault, Throwable cause) {
        super(fault.headline(), cause);
        this.fault = fault;
    }

    public Fault fault() {
        return fault;
    }
}
