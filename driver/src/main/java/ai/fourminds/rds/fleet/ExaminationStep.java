package ai.fourminds.rds.fleet;

import ai.fourminds.rds.failure.FailureKind;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One prerequisite of a connect, examined.
 *
 * @param name the prerequisite: {@code settings credentials permission instance dns tcp tls token login grants}
 * @param status what came of it
 * @param millis how long it took
 * @param detail what was found, or what is wrong
 * @param remedy what to type or change when it failed; else empty
 * @param kind where in the chain the failure lies, or null when it did not fail
 */
public record ExaminationStep(
        String name,
        Status status,
        long millis,
        String detail,
        String remedy,
        @Nullable FailureKind kind) {

    /** What came of a step. */
    public enum Status {
        /** In order. */
        OK,
        /** Not in order; later steps were not tried. */
        FAILED,
        /** Not tried because an earlier one failed. */
        SKIPPED
    }

    /** Refuses nulls. */
    public ExaminationStep {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(detail, "detail");
        Objects.requireNonNull(remedy, "remedy");
    }
}
