package ai.fourminds.rds.postgresql.session;

import java.sql.SQLException;
import java.util.Set;

/** Recognises a read replica's conflict between replay and a reader's snapshot, and adds remedies. Stateless. */
public final class RecoveryConflict {

    /**
     * Serialization failure, deadlock (a buffer pin), and the administrator's shutdown that old servers send for it.
     */
    private static final Set<String> STATES = Set.of("40001", "40P01", "57P01", "57P04");

    private RecoveryConflict() {}

    /** Returns the failure with remedies if it is such a conflict, else unchanged. */
    public static SQLException explained(SQLException failure) {
        String message = String.valueOf(failure.getMessage());
        if (!STATES.contains(String.valueOf(failure.getSQLState())) || !message.contains("recovery")) {
            return failure;
        }
        return new SQLException(
                message + "\nSet hot_standby_feedback = on or a longer max_standby_streaming_delay on the replica,"
                        + " or export from the primary.",
                failure.getSQLState(),
                failure);
    }
}
