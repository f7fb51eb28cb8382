package ai.fourminds.rds.internal.connect;

import ai.fourminds.rds.failure.Diagnosis;
import ai.fourminds.rds.failure.FailureKind;
import ai.fourminds.rds.failure.RdsFailure;
import ai.fourminds.rds.fleet.ExaminationStep;
import ai.fourminds.rds.fleet.ExaminationStep.Status;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/** The findings of an examination so far: after the first failure every further step is skipped. Used by one thread. */
final class Findings {

    /**
     * The result of a check.
     *
     * @param value the input of later steps
     * @param detail the text for the user
     */
    record Found<T>(T value, String detail) {}

    /** Examines one prerequisite, given the result of the step before. */
    @FunctionalInterface
    interface Check<A, T> {
        Found<T> examine(A given) throws SQLException;
    }

    private final List<ExaminationStep> steps = new ArrayList<>();
    private final Consumer<ExaminationStep> listener;

    /** @param listener called after each step */
    Findings(Consumer<ExaminationStep> listener) {
        this.listener = listener;
    }

    /** Runs a step if the one it builds on succeeded. */
    <A, T> Optional<T> step(String name, Optional<A> given, Check<A, T> check) {
        if (given.isEmpty()) {
            skipped(name);
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
        add(new ExaminationStep(name, Status.OK, nanos / 1_000_000, detail, "", null));
    }

    void failed(String name, long nanos, SQLException failure) {
        String detail = Objects.requireNonNullElse(failure.getMessage(), failure.toString());
        String remedy = "See the database's own message.";
        // A failure that the driver has not diagnosed comes from the database, after the login.
        FailureKind kind = FailureKind.LOGIN;
        if (failure instanceof RdsFailure diagnosed) {
            Diagnosis diagnosis = diagnosed.diagnosis();
            detail = (diagnosis.headline() + " " + diagnosis.detail()).strip();
            remedy = diagnosis.remedy();
            kind = diagnosis.kind();
        }
        add(new ExaminationStep(name, Status.FAILED, nanos / 1_000_000, detail, remedy, kind));
    }

    void skipped(String name) {
        add(new ExaminationStep(name, Status.SKIPPED, 0, "", "", null));
    }

    private void add(ExaminationStep step) {
        steps.add(step);
        listener.accept(step);
    }

    List<ExaminationStep> steps() {
        return List.copyOf(steps);
    }
}
