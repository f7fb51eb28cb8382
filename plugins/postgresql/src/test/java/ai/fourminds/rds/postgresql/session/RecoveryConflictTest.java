package ai.fourminds.rds.postgresql.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecoveryConflictTest {

    /** Messages and states of postgres.c, versions 11 to 18. */
    @ParameterizedTest
    @CsvSource({
        "40001,ERROR: canceling statement due to conflict with recovery",
        "40001,FATAL: terminating connection due to conflict with recovery",
        "40P01,ERROR: canceling statement due to conflict with recovery",
        "57P04,FATAL: terminating connection due to conflict with recovery"
    })
    void theServersReasonComesWithWhatHelps(String state, String message) {
        SQLException explained = RecoveryConflict.explained(new SQLException(message, state));

        assertThat(explained.getMessage()).startsWith(message).contains("hot_standby_feedback");
        assertThat(explained.getSQLState()).isEqualTo(state);
    }

    @Test
    void otherFailuresStayAsTheyAre() {
        SQLException deadlock = new SQLException("ERROR: deadlock detected", "40P01");

        assertThat((Throwable) RecoveryConflict.explained(deadlock)).isSameAs(deadlock);
    }
}
