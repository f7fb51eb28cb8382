package ai.fourminds.rds.internal.connect;

import ai.fourminds.rds.failure.Diagnosis;
import ai.fourminds.rds.failure.FailureKind;
import ai.fourminds.rds.failure.RdsFailure;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What an examination has found so far: after the first failure every further step is skipped. Used by one thread. */
public final class Findings {

    /**
     * One step.
     *
     * @param name the prerequisite
     * @param failed whether it is not in order
     * @param skipped whether it was not tried
     * @param millis how long it took
     * @param detail what was found or is wrong
     * @param remedy what to do; empty unless it failed
     * @param kind where the failure lies; null unless it failed
     */
    public record Step(
            String name,
            boolean failed,
            boolean skipped,
            long millis,
            String detail,
            String remedy,
            @Nullable FailureKind kind) {}

    /**
     * What a check came to.
     *
     * @param value what later steps need
     * @param detail what to tell the user
     */
    record Found<T>(T value, String detail) {}

    /** Examines one thing, given what the step before found. */
    @FunctionalInterface
    interface Check<A, T> {
        Found<T> examine(A given) throws SQLException;
    }

    private final List<Step> steps = new ArrayList<>();

    /** Runs a step when the one it builds on succeeded. */
    <A, T> Optional<T> step(String name, Optional<A> given, Check<A, T> check) {
        if (given.isEmpty()) {
            steps.add(new Step(name, false, true, 0, "", "", null));
            return Optional.empty();
        }
        long begun = System.nanoTime();
        try {
            Found<T> found = check.examine(given.get());
            ok(name, System.nanoTime() - begun, found.detail());
            return Optional.of(found.value());
        } catch (SQLException failure) {
            failed(name, System.nanoTime() - begun, failure);
            return Optional.empty();
        }
    }

    void ok(String name, long nanos, String detail) {
        steps.add(new Step(name, false, false, nanos / 1_000_000, detail, "", null));
    }

    void failed(String name, long nanos, SQLException failure) {
        String detail = Objects.requireNonNullElse(failure.getMessage(), failure.toString());
        String remedy = "See the database's own message.";
        // A failure that the driver did not diagnose is the database's, after the login.
        FailureKind kind = FailureKind.LOGIN;
        if (failure instanceof RdsFailure diagnosed) {
            Diagnosis diagnosis = diagnosed.diagnosis();
            detail = (diagnosis.headline() + " " + diagnosis.detail()).strip();
            remedy = diagnosis.remedy();
            kind = diagnosis.kind();
        }
        steps.add(new Step(name, true, false, nanos / 1_000_000, detail, remedy, kind));
    }

    void skipped(String name) {
        steps.add(new Step(name, false, true, 0, "", "", null));
    }

    List<Step> steps() {
        return List.copyOf(steps);
    }
}
