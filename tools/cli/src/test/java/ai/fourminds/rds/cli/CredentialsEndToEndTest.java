package ai.fourminds.rds.cli;

import static ai.fourminds.rds.cli.LocalProgram.JSON;
import static ai.fourminds.rds.cli.LocalProgram.RDS;
import static ai.fourminds.rds.cli.LocalProgram.options;
import static ai.fourminds.rds.cli.LocalProgram.runBare;
import static ai.fourminds.rds.cli.LocalProgram.words;
import static org.assertj.core.api.Assertions.assertThat;

import ai.fourminds.rds.cli.LocalProgram.Ended;
import ai.fourminds.rds.local.cognito.CognitoUser;
import ai.fourminds.rds.local.cognito.UserState;
import ai.fourminds.rds.local.principals.Principal;
import ai.fourminds.rds.local.principals.Role;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every method of credentials through every layer, and how each refusal shows. */
class CredentialsEndToEndTest {
    private static final String SUBJECT = "system:serviceaccount:data:exporter";
    private static final String CONNECT = "arn:aws:rds-db:us-east-1:*:dbuser:*/fourminds_iam_user";
    private static final Duration HOUR = Duration.ofHours(1);

    private static Role federated;
    private static Role blind;
    private static Role guarded;
    private static Role chained;

    @TempDir
    Path folder;

    /** What a refused attempt is configured with, and how the refusal shows. */
    private record Refusal(
            String code, String headline, Function<CredentialsEndToEndTest, Map<String, String>> settings) {
        @Override
        public String toString() {
            return code + ": " + headline;
        }
    }

    @BeforeAll
    static void makesRoles() {
        federated = RDS.addRole(
                Role.named("e2e-federated").trustingWebIdentity(SUBJECT).withConnect(CONNECT));
        blind = RDS.addRole(Role.named("e2e-blind")
                .trustingWebIdentity(SUBJECT)
                .withoutDescribe()
                .withConnect(CONNECT));
        guarded = RDS.addRole(Role.named("e2e-guarded")
                .trusting(RDS.principal().arn())
                .withExternalId("ext:=,.@/-1")
                .withConnect(CONNECT));
        chained = RDS.addRole(Role.named("e2e-chained")
                .trusting(federated.arn())
                .withExternalId("second-step")
                .withConnect(CONNECT));
    }

    static Stream<Arguments> methods() {
        return Stream.of(
                method("iam-role with a web identity", "e2e-federated", test -> RDS.settings(federated, test.token())),
                method("iam-role in two steps", "e2e-chained", test -> RDS.settings(federated, test.token(), chained)),
                method(
                        "cognito",
                        "cognito-authenticated",
                        test -> RDS.settings(RDS.cognito().user(), RDS.cognito().client())),
                method(
                        "cognito with a client secret",
                        "cognito-authenticated",
                        test -> RDS.settings(RDS.cognito().user(), RDS.cognito().secretClient())),
                method(
                        "temporary access keys",
                        "e2e-session",
                        test -> RDS.settings(RDS.addPrincipal(Principal.session(
                                        "e2e-session", "monday", Instant.now().plus(HOUR))
                                .withConnect(CONNECT)))));
    }

    private static Arguments method(
            String name, String role, Function<CredentialsEndToEndTest, Map<String, String>> settings) {
        return Arguments.of(name, role, settings);
    }

    private Path token() {
        return file(RDS.webIdentityToken(SUBJECT, HOUR));
    }

    private Path file(String content) {
        try {
            // A name of its own: credentials are cached by the settings that led to them.
            return Files.writeString(Files.createTempFile(folder, "token", ""), content + "\n");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, String> with(Map<String, String> settings, String name, String value) {
        Map<String, String> changed = new TreeMap<>(settings);
        changed.put(name, value);
        return changed;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("methods")
    void reachesAwsAndTheDatabase(
            String name, String role, Function<CredentialsEndToEndTest, Map<String, String>> method) throws Exception {
        List<String> options = options(method.apply(this), folder);
        JsonNode test = runBare(words(options, "test", "prod-analytics", "sales", "--format", "json"))
                .json();
        assertThat(test.path("message").asText()).isEqualTo("Connection successful! Found 1 instance(s).");
        assertThat(test.path("caller").asText())
                .startsWith("arn:aws:sts::" + RDS.accountId() + ":assumed-role/" + role + "/");
        assertThat(test.path("database").asText())
                .isEqualTo("Logged in to prod-analytics/sales as fourminds_iam_user.");
        assertThat(runBare(words(options, "instances", "--format", "json")).json())
                .filteredOn(row -> row.path("kind").asText().equals("instance"))
                .hasSize(250);
        assertThat(runBare(words(options, "databases", "prod-analytics")).out()).contains("sales\n");
    }

    @Test
    void takesARoleWithAnExternalIdFromTheEnvironmentsKeys() throws Exception {
        Ended ended = child(RDS.settings(guarded), Map.of(), "test", "prod-analytics");
        assertThat(ended.err()).contains(":assumed-role/e2e-guarded/");
        assertThat(ended.out()).contains("Found 1 instance(s).", "Logged in to prod-analytics/");
        Ended refused =
                child(with(RDS.settings(guarded), "externalId", "another"), Map.of(), "test", "--format", "json");
        assertThat(refused.exit()).isEqualTo(3);
        assertThat(JSON.readTree(refused.err()).path("error").path("code").asText())
                .isEqualTo("role-refused");
    }

    @Test
    void takesTheWebIdentityOfTheEnvironment() throws Exception {
        Ended ended = child(RDS.settings(federated), Map.of("AWS_WEB_IDENTITY_TOKEN_FILE", token().toString()), "test");
        assertThat(ended.err()).contains(":assumed-role/e2e-federated/");
        assertThat(ended.exit()).isZero();
    }

    @Test
    void withoutAnyCredentialsItSaysWhereTheyCouldComeFrom() throws Exception {
        ProcessBuilder program = ChildProgram.of(folder, List.of(), "test", "--region", "us-east-1");
        assertThat(ChildProgram.ended(program.start())).isEqualTo(3);
        assertThat(Files.readString(folder.resolve("err")))
                .contains("No AWS credentials (auth=default)", "aws sso login");
    }

    /** With the principal's keys in the environment, where the AWS SDK's default chain finds them. */
    private Ended child(Map<String, String> settings, Map<String, String> environment, String... command)
            throws Exception {
        ProcessBuilder program = ChildProgram.of(folder, List.of(), words(options(settings, folder), command));
        program.environment().put("AWS_ACCESS_KEY_ID", RDS.principal().accessKeyId());
        program.environment().put("AWS_SECRET_ACCESS_KEY", RDS.principal().secretAccessKey());
        program.environment().putAll(environment);
        int exit = ChildProgram.ended(program.start());
        return new Ended(exit, Files.readString(folder.resolve("out")), Files.readString(folder.resolve("err")));
    }

    static Stream<Refusal> refusals() {
        String role = "the role " + "arn:aws:iam::123456789012:role/";
        String pool = "the user pool " + RDS.cognito().userPoolId();
        return Stream.of(
                new Refusal(
                        "web-identity-expired",
                        "the web identity token has expired",
                        test -> RDS.settings(
                                federated, test.file(RDS.webIdentityToken(SUBJECT, Duration.ofHours(-1))))),
                new Refusal(
                        "web-identity-refused",
                        "AWS does not accept the web identity token",
                        test -> RDS.settings(
                                federated, test.file(RDS.webIdentities().forgedToken(SUBJECT)))),
                new Refusal(
                        "web-identity-missing",
                        "does not exist",
                        test -> RDS.settings(federated, test.folder.resolve("no token"))),
                new Refusal("web-identity-missing", "is empty", test -> RDS.settings(federated, test.file(""))),
                new Refusal(
                        "role-refused",
                        role + "e2e-federated may not be assumed",
                        test -> RDS.settings(federated, test.file(RDS.webIdentityToken("somebody", HOUR)))),
                new Refusal(
                        "role-refused",
                        role + "nobody may not be assumed",
                        test -> with(
                                RDS.settings(federated, test.token()),
                                "roleArn",
                                "arn:aws:iam::123456789012:role/nobody")),
                new Refusal(
                        "access-denied",
                        "AccessDenied: the IAM policy isn't attached to the role",
                        test -> RDS.settings(blind, test.token())),
                new Refusal(
                        "sign-in-refused",
                        pool + " refuses the sign-in of ann",
                        test -> with(cognito(), "cognitoPassword", "not-the-password")),
                new Refusal(
                        "sign-in-refused",
                        pool + " refuses the sign-in of no%sone",
                        test -> with(cognito(), "cognitoUsername", "no%sone")),
                new Refusal(
                        "sign-in-refused",
                        "refuses the sign-in",
                        test -> with(cognito(), "cognitoClientId", "unknown")),
                new Refusal(
                        "sign-in-challenge",
                        "asks newcomer for NEW_PASSWORD_REQUIRED",
                        test -> RDS.settings(
                                RDS.cognito()
                                        .addUser(CognitoUser.named("newcomer", "first-password")
                                                .inState(UserState.FORCE_CHANGE_PASSWORD)),
                                RDS.cognito().client())),
                new Refusal(
                        "invalid-access-key",
                        "Invalid Access Key ID",
                        test -> with(RDS.settings(), "accessKeyId", "AKIAUNKNOWNUNKNOWN00")),
                new Refusal(
                        "credentials-unavailable",
                        "there is no profile 'no-such-profile'",
                        test -> Map.of("region", "us-east-1", "auth", "profile", "awsProfile", "no-such-profile")),
                new Refusal("role-refused", "role/does-not-exist", test -> {
                    Map<String, String> settings = with(
                            RDS.settings(federated, test.token()), "roleArn", "arn:aws:iam::1:role/does-not-exist");
                    settings.remove("auth");
                    return settings;
                }),
                new Refusal(
                        "credentials-unavailable",
                        "there is no profile 'no-such-profile'",
                        test -> Map.of("region", "us-east-1", "awsProfile", "no-such-profile")));
    }

    private static Map<String, String> cognito() {
        return RDS.settings(RDS.cognito().user(), RDS.cognito().client());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refusals")
    void aRefusalEndsWithThreeAndSaysWhatAndWhatToDo(Refusal refusal) throws Exception {
        Map<String, String> settings = refusal.settings().apply(this);
        List<String> options = options(settings, folder);
        Ended ended = runBare(words(options, "test", "prod-analytics", "--format", "json"));
        assertThat(ended.exit()).describedAs(ended.err()).isEqualTo(3);
        assertThat(ended.out()).isEmpty();
        JsonNode error = ended.error();
        assertThat(error.fieldNames()).toIterable().containsExactly("code", "sqlState", "headline", "detail", "remedy");
        assertThat(error.path("code").asText()).isEqualTo(refusal.code());
        assertThat(error.path("headline").asText()).contains(refusal.headline());
        assertThat(error.path("sqlState").asText()).isEqualTo("28000");
        assertThat(error.path("remedy").asText()).isNotBlank();
        assertThat(runBare(words(options, "databases", "prod-analytics")).exit())
                .isEqualTo(3);
    }

    @Test
    void maskHidesTheAccountEverywhere() throws Exception {
        List<String> good = options(RDS.settings(federated, token()), folder);
        Ended ended = runBare(words(good, "test", "prod-analytics", "--mask"));
        assertThat(ended.out()).startsWith("Connection successful! Found 1 instance(s).\n");
        assertThat(ended.err())
                .contains("arn:aws:sts::************:assumed-role/e2e-federated/", "Account: ************");
        Ended json = runBare(words(good, "test", "--mask", "--format", "json"));
        assertThat(json.json().path("account").asText()).isEqualTo("************");
        List<String> bad = options(RDS.settings(federated, file(RDS.webIdentityToken("somebody", HOUR))), folder);
        Ended refused = runBare(words(bad, "test", "--mask"));
        assertThat(refused.exit()).isEqualTo(3);
        assertThat(refused.err()).contains("arn:aws:iam::************:role/e2e-federated");
        Ended login = runBare(words(good, "test", "prod-analytics", "--mask", "--user", "nobody"));
        assertThat(login.exit()).isEqualTo(6);
        assertThat(Stream.of(ended, json, refused, login).map(end -> end.out() + end.err()))
                .allSatisfy(text -> assertThat(text).doesNotContain(RDS.accountId()));
    }
}
