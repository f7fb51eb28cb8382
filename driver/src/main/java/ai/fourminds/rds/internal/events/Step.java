package ai.fourminds.rds.internal.events;

import ai.fourminds.rds.failure.RdsFailure;
import java.sql.SQLException;
import java.util.Locale;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One running step of a connect: an event of Flight Recorder and a line at {@code FINE} of the logger
 * {@code ai.fourminds.rds}. Holds no secret. One thread begins it and one ends it; they may differ.
 */
public final class Step {

    /** The kind of step. */
    public enum Kind {
        /** A whole connect. */
        CONNECT,
        /** One description of an instance; there is none while a cached one is used. */
        LOOK_UP,
        /** Obtaining AWS credentials at their source. */
        CREDENTIALS,
        /** TCP and TLS, until the certificate is verified. */
        TLS,
        /** Signing a token. */
        TOKEN,
        /** From the token to the native driver's connection. */
        LOGIN
    }

    /** The work of a step. */
    @FunctionalInterface
    public interface Action<T> {
        /** Returns the result; may add details to the step. */
        T run(Step step) throws SQLException;
    }

    private static final Logger LOG = Logger.getLogger("ai.fourminds.rds");
    // Programs with their own runtime (jlink) may omit the module.
    private static final boolean RECORDABLE =
            ModuleLayer.boot().findModule("jdk.jfr").isPresent();

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
     * @param subject the instance or the credentials method
     * @param detail further facts: the user, the region, the method
     */
    public static Step begin(Kind kind, String subject, String detail) {
        return new Step(kind, subject, detail);
    }

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

    public void note(String more) {
        detail += ", " + more;
    }

    public void done() {
        end("ok");
    }

    /** Ends the step as failed, unless it has already ended. */
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
            LOG.fine(kind.name().toLowerCase(Locale.ROOT).replace('_', '-') + " [" + subject + "] " + detail + ": "
                    + outcome + " in " + micros / 1_000 + "." + micros % 1_000 / 100 + " ms");
        }
    }
}
