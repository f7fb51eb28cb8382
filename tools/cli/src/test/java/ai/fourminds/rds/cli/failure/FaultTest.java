package ai.fourminds.rds.cli.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import ai.fourminds.rds.failure.Diagnosis;
import ai.fourminds.rds.failure.FailureCode;
import ai.fourminds.rds.failure.RdsFailure;
import java.io.IOException;
import java.net.ConnectException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class FaultTest {
    @TempDir
    static Path folder;

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
    void leavesTheNumberOfTheConnectionOutOfTheServersWords() {
        assertThat(Fault.of(new SQLException("(conn=22) Unknown column 'x'", "42S22", 1054))
                        .headline())
                .isEqualTo("Unknown column 'x'");
    }

    @Test
    void findsTheDriversFailureUnderOthers() {
        SQLException wrapper = new SQLException("outer", "XX000", new Diagnosed(FailureCode.ACCESS_DENIED));
        assertThat(Fault.of(new IllegalStateException(wrapper)).exit()).isEqualTo(ExitCode.AWS);
    }

    @ParameterizedTest
    @CsvSource({
        "42501,6", "28000,6", "25006,2", "08P01,2", "0A000,2", "42P01,2", "42601,2", "22012,2", "08006,5", "57P01,5",
        "53300,5", ",1"
    })
    void readsANativeDriversState(String state, int exit) {
        Fault fault = Fault.of(new SQLException("the server's words", state));
        assertThat(fault.exit().number()).isEqualTo(exit);
        assertThat(fault.headline()).isEqualTo("the server's words");
    }

    @ParameterizedTest
    @CsvSource({"1044,6", "1142,6", "1143,6", "1227,6", "1370,6", "1064,2"})
    void tellsAPrivilegeFromASyntaxErrorByTheNumberOfTheMysqlFamily(int number, int exit) {
        Fault fault = Fault.of(new SQLException("the server's words", "42000", number));
        assertThat(fault.exit().number()).isEqualTo(exit);
        assertThat(fault.on("prod").remedy().contains("fourminds-rds policy prod"))
                .isEqualTo(exit == 6);
    }

    @ParameterizedTest
    @CsvSource({"55P03,0", "40001,1205", "HY000,1205", "41000,1205"})
    void aTableThatSomebodyHasLockedIsSaidToBe(String state, int number) {
        Fault fault = Fault.of(new SQLException("the server's words", state, number));
        assertThat(fault.exit()).isEqualTo(ExitCode.LOGIN);
        assertThat(fault.remedy()).contains("locked the table");
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

    /** Something that the system refuses. */
    private interface Refused {
        void run() throws IOException;
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                arguments("file-missing", (Refused) () -> Files.readString(folder.resolve("nowhere/file"))),
                arguments("file-exists", (Refused) () -> Files.createDirectory(folder)),
                arguments("is-a-folder", (Refused) () -> Files.readString(folder)),
                arguments("not-a-folder", (Refused) () -> Files.createDirectory(folder.resolve("file/below"))),
                arguments("name-too-long", (Refused) () -> Files.createDirectory(folder.resolve("x".repeat(300)))),
                arguments("folder-not-empty", (Refused) () -> Files.delete(folder)),
                arguments("disk-full", (Refused) () -> Files.writeString(Path.of("/dev/full"), "x")),
                // What only another user, or Windows, is told.
                arguments("file-permission", throwing(new AccessDeniedException("/a"))),
                arguments("file-permission", throwing(new FileSystemException("/a", null, "Operation not permitted"))),
                arguments("read-only", throwing(new FileSystemException("/a", null, "Read-only file system"))),
                arguments("disk-full", throwing(new IOException("There is not enough space on the disk"))),
                arguments("disk-full", throwing(new FileSystemException("/a", null, "Disk quota exceeded"))),
                arguments("too-many-files", throwing(new FileSystemException("/a", null, "Too many open files"))),
                arguments("disk-fault", throwing(new IOException("Input/output error"))));
    }

    private static Refused throwing(IOException failure) {
        return () -> {
            throw failure;
        };
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refusals")
    void saysWhatIsWrongWithAFileAndWhatHelps(String code, Refused refused) throws IOException {
        Files.writeString(folder.resolve("file"), "");
        IOException failure = catchThrowableOfType(IOException.class, refused::run);
        Fault fault = Fault.of(failure);
        assertThat(fault.code()).as(fault.toString()).isEqualTo(code);
        assertThat(fault.exit()).isEqualTo(ExitCode.USAGE);
        assertThat(fault.headline()).doesNotContain("Exception");
        assertThat(fault.remedy()).isNotEmpty();
    }

    @Test
    void theNetworkIsNoFile() {
        Fault fault = Fault.of(new ConnectException("Connection refused"));
        assertThat(fault.exit()).isEqualTo(ExitCode.NETWORK);
        assertThat(fault.code()).isEqualTo("network-error");
    }
}
