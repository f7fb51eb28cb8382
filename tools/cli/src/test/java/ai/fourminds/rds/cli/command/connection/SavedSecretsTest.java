package ai.fourminds.rds.cli.command.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ai.fourminds.rds.RdsFleet;
import ai.fourminds.rds.cli.failure.CommandFailure;
import ai.fourminds.rds.cli.failure.ExitCode;
import ai.fourminds.rds.cli.output.Captured;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SavedSecretsTest {
    private static final String CANARY = "canary-S3cr3t";
    private static final Map<String, String> EVERY_SECRET = Map.of(
            "FOURMINDS_RDS_COGNITO_PASSWORD", "p",
            "FOURMINDS_RDS_COGNITO_CLIENT_SECRET", "c",
            "FOURMINDS_RDS_SECRET_ACCESS_KEY", "k",
            "FOURMINDS_RDS_SESSION_TOKEN", "t");

    private final List<String> asked = new ArrayList<>();

    private Map<String, String> added(
            Map<String, String> environment, Function<String, Optional<String>> prompt, Map<String, String> said)
            throws CommandFailure {
        return new SavedSecrets(RdsFleet.settings(), environment).added(said, new Captured(prompt).console());
    }

    private Optional<String> answer(String question) {
        asked.add(question);
        return Optional.of(CANARY);
    }

    @ParameterizedTest
    @CsvSource({
        "cognito,     cognitoPassword, cognitoClientSecret",
        "access-keys, secretAccessKey,",
        "default,     ,",
        "iam-role,    ,"
    })
    void takesFromTheEnvironmentOnlyWhatTheMethodUses(String auth, String first, String second) throws Exception {
        Map<String, String> all = added(EVERY_SECRET, this::answer, Map.of("auth", auth));
        List<String> expected = new ArrayList<>(List.of("auth"));
        Optional.ofNullable(first).ifPresent(expected::add);
        Optional.ofNullable(second).ifPresent(expected::add);
        assertThat(all).containsOnlyKeys(expected);
        assertThat(asked).isEmpty();
    }

    @Test
    void asksForARequiredSecretThatNobodyGave() throws Exception {
        assertThat(added(Map.of(), this::answer, Map.of("auth", "cognito")))
                .containsEntry("cognitoPassword", CANARY)
                .doesNotContainKey("cognitoClientSecret");
        assertThat(asked).singleElement().asString().contains("cognitoPassword", "not shown");
    }

    @ParameterizedTest
    @CsvSource({
        "accessKeyId,access-keys,secretAccessKey",
        "cognitoUsername,cognito,cognitoPassword",
        "awsProfile,profile,",
        "region,default,"
    })
    void theSettingsTellTheMethodWhereAuthIsNotSet(String name, String method, String secret) throws Exception {
        assertThat(SavedSecrets.method(RdsFleet.settings(), Map.of(name, "x"))).isEqualTo(method);
        added(Map.of(), this::answer, Map.of(name, "x"));
        assertThat(asked).hasSize(secret == null ? 0 : 1).allMatch(question -> question.startsWith(secret));
    }

    @Test
    void aRoleFromAProfileIsTheRolesMethod() {
        assertThat(SavedSecrets.method(RdsFleet.settings(), Map.of("awsProfile", "x", "roleArn", "y")))
                .isEqualTo("iam-role");
    }

    @Test
    void prefersAFileToTheEnvironmentAndToAsking() throws Exception {
        Map<String, String> said = Map.of("auth", "cognito", "cognitoPassword", "from-file");
        assertThat(added(EVERY_SECRET, this::answer, said)).containsEntry("cognitoPassword", "from-file");
        assertThat(asked).isEmpty();
    }

    @Test
    void saysHowToGiveASecretWhereNobodyCanBeAsked() {
        CommandFailure failure = catchThrowableOfType(
                CommandFailure.class,
                () -> added(Map.of(), question -> Optional.empty(), Map.of("auth", "access-keys")));
        assertThat(failure.fault().exit()).isEqualTo(ExitCode.USAGE);
        assertThat(failure.fault().headline()).contains("secretAccessKey");
        assertThat(failure.fault().remedy()).contains("--secret-access-key-file", "FOURMINDS_RDS_SECRET_ACCESS_KEY");
    }

    @Test
    void savesNoTemporaryCredentials() {
        Map<String, String> said = Map.of("auth", "access-keys", "secretAccessKey", "k", "sessionToken", CANARY);
        CommandFailure failure =
                catchThrowableOfType(CommandFailure.class, () -> added(Map.of(), question -> Optional.empty(), said));
        assertThat(failure.fault().headline()).contains("temporary");
        assertThat(failure.fault().toString()).doesNotContain(CANARY);
    }
}
