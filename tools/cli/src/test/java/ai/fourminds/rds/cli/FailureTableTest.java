package ai.fourminds.rds.cli;

import static ai.fourminds.rds.cli.FailureCloud.RDS;
import static ai.fourminds.rds.cli.LocalProgram.options;
import static ai.fourminds.rds.cli.LocalProgram.runBare;
import static ai.fourminds.rds.cli.LocalProgram.words;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ai.fourminds.rds.cli.LocalProgram.Ended;
import ai.fourminds.rds.failure.Diagnosis;
import ai.fourminds.rds.failure.RdsFailure;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every failure brought about for real, through the driver and through the command line: what each says. */
class FailureTableTest {

    @TempDir
    Path folder;

    static List<FailureRow> databaseRows() {
        return FailureRow.ofDatabases();
    }

    static List<FailureRow> awsRows() {
        return FailureRow.ofAws();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("databaseRows")
    void aFailureOnTheWayToADatabase(FailureRow row) throws Exception {
        EngineCases.each(engineCase -> {
            try (Trouble trouble = DatabaseCauses.ALL.get(row.cause()).in(engineCase)) {
                check(row, trouble, engineCase);
            }
        });
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("awsRows")
    void aFailureOnTheWayToAws(FailureRow row) throws Exception {
        try (Trouble trouble = AwsCauses.ALL.get(row.cause()).call()) {
            check(row, trouble, EngineCase.POSTGRESQL);
        }
    }

    @Test
    void everyCauseHasARow() {
        assertThat(FailureRow.ofDatabases())
                .extracting(FailureRow::cause)
                .containsExactlyInAnyOrderElementsOf(DatabaseCauses.ALL.keySet());
        assertThat(FailureRow.ofAws())
                .extracting(FailureRow::cause)
                .containsExactlyInAnyOrderElementsOf(AwsCauses.ALL.keySet());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AccessDenied",
                "Invalid Access Key ID",
                "Invalid Secret Access Key",
                "Unrecognized client",
                "Could not resolve RDS endpoint hostname",
                "Connection timed out",
                "Connection refused",
                "Authentication failed",
                "SSL error connecting to RDS",
                "RDS engine 'oracle-ee' is not supported"
            })
    void everyIssueOfTheGuidesTroubleshootingIsAHeadline(String issue) {
        assertThat(Stream.concat(FailureRow.ofDatabases().stream(), FailureRow.ofAws().stream())
                        .map(FailureRow::headlineTemplate))
                .anyMatch(headline -> headline.replace("[{id}] ", "").startsWith(issue));
    }

    @ParameterizedTest
    @EnumSource(EngineCase.class)
    void anEmptyListOfTablesIsExplained(EngineCase engineCase) throws Exception {
        Trouble empty = FailureCloud.sound(engineCase);
        Ended ended = runBare(words(options(empty.settings, folder), "tables", engineCase.instance, empty.database()));
        assertThat(ended.exit()).isZero();
        assertThat(ended.err())
                .startsWith("Tables list is empty: the database has no base tables")
                .contains("fourminds-rds databases " + engineCase.instance);
    }

    @ParameterizedTest
    @EnumSource(EngineCase.class)
    void aMissingPrivilegeEndsWithSixAndSaysWhereTheGrantsAre(EngineCase engineCase) throws Exception {
        FailureCloud.hideTable(engineCase);
        Trouble trouble = FailureCloud.sound(engineCase).with("user", "shut_out_iam_user");
        Ended ended = runBare(words(
                options(trouble.settings, folder),
                "export",
                engineCase.instance,
                FailureCloud.DATABASE,
                "--query",
                "SELECT * FROM hidden",
                "--out",
                "-",
                "--format",
                "json"));
        assertThat(ended.exit()).as(ended.err()).isEqualTo(6);
        assertThat(ended.error().path("headline").asText()).containsIgnoringCase("denied");
        assertThat(ended.error().path("remedy").asText()).contains("fourminds-rds policy " + engineCase.instance);
    }

    private void check(FailureRow row, Trouble trouble, EngineCase engineCase) throws Exception {
        SQLException failure = catchThrowableOfType(SQLException.class, () -> connectOnce(trouble));
        assertThat((Throwable) failure).isInstanceOf(RdsFailure.class);
        assertThat(failure.getSQLState()).isEqualTo(row.sqlState());
        assertThat(failure.getClass().getSuperclass().getSimpleName()).isEqualTo(row.exception());
        Diagnosis diagnosis = ((RdsFailure) failure).diagnosis();
        assertThat(diagnosis.code()).isEqualTo(row.code());
        assertThat(diagnosis.headline()).matches(row.headline(trouble, engineCase));
        assertThat(diagnosis.remedy()).contains(row.remedy(trouble, engineCase));
        assertThat(failure.getMessage()).doesNotContainIgnoringCase("unknown error");
        assertThat(failure.getMessage().replace(trouble.database(), "")).doesNotContain("\n", "  ");
        assertKeepsSecrets(failure, trouble);
        // The command line shows what the driver says, whichever native driver that was about.
        if (!row.exit().equals("-") && engineCase.nativeDriver.isEmpty()) {
            checkCommandLine(row, trouble, engineCase, diagnosis);
        }
    }

    private void checkCommandLine(FailureRow row, Trouble trouble, EngineCase engineCase, Diagnosis diagnosis)
            throws Exception {
        Path secrets = Files.createDirectories(folder.resolve(engineCase.name()));
        Ended ended = runBare(words(
                options(trouble.settings, secrets),
                "tables",
                trouble.instance(),
                trouble.database(),
                "--format",
                "json"));
        assertThat(ended.exit()).as(ended.err()).isEqualTo(Integer.parseInt(row.exit()));
        assertThat(ended.out()).isEmpty();
        assertThat(ended.error().path("code").asText()).isEqualTo(row.code());
        assertThat(ended.error().path("sqlState").asText()).isEqualTo(row.sqlState());
        assertThat(ended.error().path("headline").asText()).isEqualTo(diagnosis.headline());
        assertThat(ended.error().path("remedy").asText()).isEqualTo(diagnosis.remedy());
    }

    private static void connectOnce(Trouble trouble) throws SQLException {
        try (Connection connection = FailureCloud.connect(trouble)) {
            assertThat(connection).as("a connection that ought to fail").isNull();
        }
    }

    private static void assertKeepsSecrets(SQLException failure, Trouble trouble) {
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace, true));
        assertThat(trace.toString()).doesNotContain("X-Amz-Signature", "canary-secret");
        for (String secret : List.of("secretAccessKey", "sessionToken")) {
            String value = trouble.settings.get(secret);
            if (value != null) {
                assertThat(trace.toString()).doesNotContain(value);
            }
        }
        assertThat(trace.toString()).doesNotContain(RDS.principal().secretAccessKey());
    }
}
