package ai.fourminds.rds.internal.events;

import ai.fourminds.rds.failure.RdsFailure;
import java.sql.SQLException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One step of a connect while it runs: an event of Flight Recorder, and a line at {@code FINE} of the logger
 * {@code ai.fourminds.rds}. Holds no secret. Begun by one thread and ended by one, which may be another.
 */
public final class Step {

    /** Which step. */
    public enum Kind {
        /** All of a connect. */
        CONNECT("connect"),
        /** One call of {@code DescribeDBInstances} for an instance; none while the answer of an earlier one is used. */
        LOOK_UP("look-up"),
        /** Obtaining AWS credentials at their source. */
        CREDENTIALS("credentials"),
        /** TCP and TLS, until the certificate is verified. */
        TLS("tls"),
        /** Signing a token. */
        TOKEN("token"),
        /** From the token to the native driver's connection. */
        LOGIN("login");

        private final String word;

        Kind(String word) {
            this.word = word;
        }
    }

    /** What a step does. */
    @FunctionalInterface
    public interface Action<T> {
        /** The result; the step may be told more. */
        T run(Step step) throws SQLException;
    }

    private static final Logger LOG = Logger.getLogger("ai.fourminds.rds");
    // Programs with a runtime of their own (jlink) may leave the module out.
    private static final boolean RECORDABLE =
            ModuleLayer.boot().findModule("jdk.jfr").isPresent();
    private static final String DONE = "ok";

    private final Kind kind;
    private final String subject;
    private final long begun = System.nanoTime();
    private final @Nullable StepEvents event;
    private String detail;
    private boolean ended;

    private Step(Kind kind, String subject, String detail) {
        this.kind = kind;
        this.subject = subject;
        this.detail = detail;
        this.event = RECORDABLE ? StepEvents.Types.begin(kind) : null;
    }

    /**
     * Begins a step.
     *
     * @param subject the instance, or whose credentials
     * @param detail what else is known: the user, the region, the method
     */
    public static Step begin(Kind kind, String subject, String detail) {
        return new Step(kind, subject, detail);
    }

    /** A step from begin to end. */
    public static <T> T run(Kind kind, String subject, String detail, Action<T> action) throws SQLException {
        Step step = begin(kind, subject, detail);
        try {
            T result = action.run(step);
            step.done();
            return result;
        } catch (SQLException failure) {
            step.failed(failure);
            throw failure;
        } finally {
            step.end("error");
        }
    }

    /** Says more of the step. */
    public void note(String more) {
        detail += ", " + more;
    }

    /** The step has succeeded. */
    public void done() {
        end(DONE);
    }

    /** The step has failed; nothing happens if it has ended before. */
    public void failed(SQLException failure) {
        end(failure instanceof RdsFailure diagnosed ? diagnosed.diagnosis().code() : "failed");
    }

    private void end(String outcome) {
        if (ended) {
            return;
        }
        ended = true;
        if (event != null) {
            event.end(subject, detail, outcome);
        }
        if (LOG.isLoggable(Level.FINE)) {
            long micros = (System.nanoTime() - begun) / 1_000;
            LOG.fine(kind.word + " [" + subject + "] " + detail + ": " + outcome + " in " + micros / 1_000 + "."
                    + micros % 1_000 / 100 + " ms");
        }
    }
}
