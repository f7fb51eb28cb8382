package ai.fourminds.rds.fleet;

import ai.fourminds.rds.failure.FailureKind;
import org.jspecify.annotations.Nullable;

/**
 * The result of examining one prerequisite of a connect.
 *
 * @param name the prerequisite: {@code settings credentials permission instance dns tcp tls token login grants}
 * @param status the result
 * @param millis how long it took
 * @param detail what was found or what is wrong
 * @param remedy what to type or change after a failure; else empty
 * @param kind where between settings and login the failure lies, or null without a failure
 */
public record ExaminationStep(
        String name,
        Status status,
        long millis,
        String detail,
        String remedy,
        @Nullable FailureKind kind) {

    /** The result of a step. */
    public enum Status {
        /** The prerequisite is met. */
        OK,
        /** The prerequisite is not met; later steps are skipped. */
        FAILED,
        /** Not examined, because an earlier step failed. */
        SKIPPED
    }
}
