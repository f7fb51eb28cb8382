package ai.fourminds.rds.failure;

/** Implemented by every {@link java.sql.SQLException} that this driver builds itself. */
public interface RdsFailure {

    /** Returns the failure in parts, for tools that show or log them separately. */
    Diagnosis diagnosis();
}
