package ai.fourminds.rds.internal.connect;

import ai.fourminds.rds.failure.Causes;
import ai.fourminds.rds.failure.Diagnosis;
import ai.fourminds.rds.failure.FailureKind;
import ai.fourminds.rds.failure.RdsFailure;
import ai.fourminds.rds.fleet.ExaminationStep;
import ai.fourminds.rds.fleet.ExaminationStep.Status;
import ai.fourminds.rds.internal.calls.CallThread.Call;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The findings of an examination so far: after the first failure every further step is skipped. Used by one thread. */
final class Findings {

    private static final List<String> NAMES = List.of(
            "settings", "credentials", "permission", "instance", "dns", "tcp", "tls", "token", "login", "grants");

    private final List<ExaminationStep> steps = new ArrayList<>();
    private final Consumer<ExaminationStep> listener;

    /** @param listener called after each step */
    Findings(Consumer<ExaminationStep> listener) {
        this.listener = listener;
    }

    /** Runs a step; returns whether it succeeded. The check returns the text for the user. */
    boolean step(String name, Call<String> check) {
        long begun = System.nanoTime();
        try {
            String detail = check.call();
            ok(name, System.nanoTime() - begun, detail);
            return true;
        } catch (SQLException failure) {
            failed(name, System.nanoTime() - begun, failure);
            return false;
        }
    }

    void ok(String name, long nanos, String detail) {
        add(new ExaminationStep(name, Status.OK, nanos / 1_000_000, detail, "", null));
    }

    void failed(String name, long nanos, SQLException failure) {
        String detail = Causes.message(failure);
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
        NAMES.stream()
                .skip(NAMES.indexOf(name) + 1L)
                .forEach(later -> add(new ExaminationStep(later, Status.SKIPPED, 0, "", "", null)));
    }

    private void add(ExaminationStep step) {
        steps.add(step);
        listener.accept(step);
    }

    List<ExaminationStep> steps() {
        return List.copyOf(steps);
    }
}
