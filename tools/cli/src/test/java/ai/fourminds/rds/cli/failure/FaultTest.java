package ai.fourminds.rds.cli.failure;

import static org.assertj.core.api.Assertions.assertThat;

import ai.fourminds.rds.failure.Diagnosis;
import ai.fourminds.rds.failure.FailureCode;
import ai.fourminds.rds.failure.RdsFailure;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FaultTest {
    private static final class Diagnosed extends SQLException implements RdsFailure {
        private static final long serialVersionUID = 1L;
        private final transient Diagnosis diagnosis;

        Diagnosed(FailureCode code) {
            super("message", "08001");
            diagnosis = new Diagnosis(code, "Headline.", "Detail.", "Remedy.");
        }

        @Override
        public Diagnosis diagnosis() {
            return diagnosis;
        }
    }

    @ParameterizedTest
    @CsvSource({
        "SETTINGS_INVALID,2",
        "ROLE_REFUSED,3",
        "IAM_AUTHENTICATION_OFF,4",
        "SERVER_SILENT,5",
        "UNKNOWN_DATABASE,6"
    })
    void takesTheDriversDiagnosis(FailureCode code, int exit) {
        Fault fault = Fault.of(new Diagnosed(code));
        assertThat(fault).isEqualTo(new Fault(fault.exit(), code.code(), "08001", "Headline.", "Detail.", "Remedy."));
        assertThat(fault.exit().number()).isEqualTo(exit);
    }

    @Test
    void findsTheDriversFailureUnderOthers() {
        SQLException wrapper = new SQLException("outer", "XX000", new Diagnosed(FailureCode.ACCESS_DENIED));
        assertThat(Fault.of(new IllegalStateException(wrapper)).exit()).isEqualTo(ExitCode.AWS);
    }

    @ParameterizedTest
    @CsvSource({"42501,6", "28000,6", "25006,6", "42P01,2", "42601,2", "22012,2", "08006,5", "57P01,5", "53300,5", ",1"
    })
    void readsANativeDriversState(String state, int exit) {
        Fault fault = Fault.of(new SQLException("the server's words", state));
        assertThat(fault.exit().number()).isEqualTo(exit);
        assertThat(fault.headline()).isEqualTo("the server's words");
    }

    @Test
    void leavesOutWhatOnlyConcernsTheStatementThatWasSent() {
        Fault fault = Fault.of(new SQLException("ERROR: permission denied for table t\n  Position: 15", "42501"));
        assertThat(fault.headline()).isEqualTo("permission denied for table t");
    }

    @Test
    void callsEverythingElseADefectWithItsTrace() {
        Fault fault = Fault.of(new IllegalStateException("x"));
        assertThat(fault.exit()).isEqualTo(ExitCode.BUG);
        assertThat(fault.detail()).contains("FaultTest");
    }

    @Test
    void saysWhatIsWrongWithAFile() {
        assertThat(Fault.of(new NoSuchFileException("/a/b")).headline()).isEqualTo("NoSuchFile: /a/b");
        assertThat(Fault.of(new IOException("No space left on device")).headline())
                .isEqualTo("No space left on device");
    }
}
