package ai.fourminds.rds.internal.credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.fourminds.rds.credentials.AwsKeys;
import ai.fourminds.rds.internal.calls.Deadline;
import ai.fourminds.rds.internal.connect.CloudAccess;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Profiles of the AWS files, whole and broken. */
class ProfileMethodTest {

    private static final String SESSION = "arn:aws:iam::123456789012:user/analyst";

    @TempDir
    private Path folder;

    private final CredentialsSource source = new CredentialsSource(CredentialsMethods.load(), Clock.systemUTC());

    @BeforeEach
    void pointsTheSdkHere() {
        System.setProperty("aws.configFile", folder.resolve("config").toString());
        System.setProperty(
                "aws.sharedCredentialsFile", folder.resolve("credentials").toString());
        System.setProperty("aws.loginCacheDirectory", folder.toString());
    }

    @AfterEach
    void pointsItBack() {
        System.clearProperty("aws.configFile");
        System.clearProperty("aws.sharedCredentialsFile");
        System.clearProperty("aws.loginCacheDirectory");
    }

    private AwsKeys keys(String config) throws SQLException, IOException {
        Files.writeString(folder.resolve("config"), config.replace('|', '\n'));
        Duration bound = Duration.ofSeconds(20);
        return source.keys(
                new Identity("profile", Map.of("awsProfile", "x"), "us-east-1", null), bound, Deadline.in(bound));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            quoteCharacter = '"',
            value = {
                "[profile x]|credential_process = sh -c 'echo oops >&2; exit 3' # non-zero exit value (3) with error"
                        + " message: oops # aws sts get-caller-identity --profile x",
                "[profile x]|role_arn = arn:aws:iam::123456789012:role/r|source_profile = nope # 'nope', but that source"
                        + " profile has no credentials # get-caller-identity",
                "[profile x]|role_arn = arn:aws:iam::123456789012:role/r|source_profile = x2|[profile x2]|role_arn ="
                        + " arn:aws:iam::123456789012:role/r|source_profile = x # Circular relationship"
                        + " # get-caller-identity",
                "[profile x]|sso_session = nope|sso_account_id = 1|sso_role_name = r # title nope # aws sso login"
                        + " --profile x",
                "[profile x]|sso_session = s|sso_account_id = 1|sso_role_name = r|[sso-session s]|sso_region ="
                        + " us-east-1|sso_start_url = https://x.example # expired # aws sso login --profile x",
                "[profile x]|role_arn = arn:aws:iam::123456789012:role/r|source_profile = y|[profile y]|region = us-east-1"
                        + "|login_session = " + SESSION + " # must re-authenticate # Sign in: aws login --profile y",
                "[profile x]|login_session = " + SESSION
                        + " # Unable to load region. # aws configure set region <region>" + " --profile x",
                "[profile x|region = us-east-1 # must end with ']' on line 1 # list-profiles",
                "[profile x]|region us-east-1 # Expected an '=' # list-profiles",
                "\ufeff[profile x]|region = us-east-1 # config begins with a byte order mark (BOM) # save it as UTF-8 without one",
                "[profile y]|region = us-east-1 # there is no profile 'x' # there are: y",
                "[profile x]|aws_access_key_id = A # 'aws_secret_access_key' was not configured # get-caller-identity",
                "[profile x]|region = us-east-1 # contained no credentials for profile 'x'. # get-caller-identity",
            })
    void whateverIsWrongWithAProfileIsADiagnosis(String config, String words, String remedy) {
        assertThatThrownBy(() -> keys(config))
                .isInstanceOf(SQLException.class)
                .hasMessageContainingAll("No AWS credentials (auth=profile)", words, remedy);
    }

    @Test
    void aNameThatAStrangerMayHaveChosenIsInNoCommandToType() {
        assertThatThrownBy(() -> source.keys(
                        new Identity("profile", Map.of("awsProfile", "$(id)'; id"), "us-east-1", null),
                        Duration.ofSeconds(20),
                        Deadline.in(Duration.ofSeconds(20))))
                .hasMessageEndingWith("Rename the profile, and set awsProfile to the new name.");
    }

    @Test
    void messagesNameTheFilesThatAreRead() {
        assertThatThrownBy(() -> keys("[profile x|"))
                .hasMessageContaining("Correct " + folder.resolve("config") + " or " + folder.resolve("credentials"));
        assertThatThrownBy(() -> keys("[profile y]"))
                .hasMessageContaining(
                        "in " + folder.resolve("config") + " and " + folder.resolve("credentials") + "; there are: y");
    }

    @Test
    void aProfileThatTheSdkPassesOverSaysWhy() throws IOException {
        Files.writeString(folder.resolve("config"), "[profile my prod]\nregion = us-east-1\n");
        assertThatThrownBy(() -> source.keys(
                        new Identity("profile", Map.of("awsProfile", "my prod"), "us-east-1", null),
                        Duration.ofSeconds(20),
                        Deadline.in(Duration.ofSeconds(20))))
                .hasMessageContainingAll("there is no profile 'my prod'", "such as a space", "Rename the profile");
    }

    @Test
    void anUnknownProfileIsWhyTheRegionIsNotKnown() throws IOException {
        Files.writeString(folder.resolve("config"), "[profile x]\n");
        CloudAccess access = new CloudAccess(Clock.systemUTC());
        System.setProperty("aws.disableEc2Metadata", "true");
        try {
            assertThatThrownBy(() -> access.fleet(Map.of("awsProfile", "y")))
                    .hasMessageContainingAll("auth=profile", "there is no profile 'y'", "there are: x");
            assertThatThrownBy(() -> access.fleet(Map.of("awsProfile", "x")))
                    .hasMessageContaining("Set region=<region>");
        } finally {
            System.clearProperty("aws.disableEc2Metadata");
        }
    }

    @Test
    void whatAProcessPrintsIsNotRepeated() {
        assertThatThrownBy(() -> keys("[profile x]|credential_process = echo AKIACANARY"))
                .hasMessageContaining("no JSON")
                .hasStackTraceContaining("no JSON")
                .satisfies(failure -> assertThat(stackTrace(failure)).doesNotContain("AKIACANARY"));
    }

    private static String stackTrace(Throwable failure) {
        var text = new java.io.StringWriter();
        failure.printStackTrace(new java.io.PrintWriter(text, true));
        return text.toString();
    }

    @Test
    void aProfileWithAnMfaDeviceSaysWhoCanAskForTheCode() throws IOException {
        HttpServer sts = answering(403, "text/xml", """
                <ErrorResponse><Error><Type>Sender</Type><Code>AccessDenied</Code><Message>not authorized to perform:
                sts:AssumeRole</Message></Error></ErrorResponse>""");
        try {
            assertThatThrownBy(() -> keys("[profile x]|role_arn = arn:aws:iam::123456789012:role/r|source_profile = y"
                            + "|mfa_serial = arn:aws:iam::123456789012:mfa/m|region = us-east-1|endpoint_url = "
                            + url(sts)
                            + "|[profile y]|aws_access_key_id = A|aws_secret_access_key = B"))
                    .hasMessageContainingAll("MFA code", "aws configure export-credentials --profile x --format env");
        } finally {
            sts.stop(0);
        }
    }

    @Test
    void aProfileOfAwsLoginGivesItsSessionsKeys() throws Exception {
        Instant end = Instant.now().truncatedTo(ChronoUnit.SECONDS).plus(Duration.ofHours(1));
        writeLogin(end);
        AwsKeys keys = keys("[profile x]|region = us-east-1|login_session = " + SESSION);
        assertThat(keys.accessKeyId()).isEqualTo("ASIALOGIN");
        assertThat(keys.sessionToken()).isEqualTo("login-session-token");
        assertThat(keys.expiration()).isEqualTo(end);
    }

    @Test
    void aSessionOfAwsLoginThatIsOverSaysHowToSignInAgain() throws Exception {
        writeLogin(Instant.parse("2026-01-01T00:00:00Z"));
        HttpServer signIn = answering(400, "application/json", """
                {"__type":"AccessDeniedException","error":"TOKEN_EXPIRED","message":"refresh token expired"}""");
        try {
            assertThatThrownBy(() -> keys("[profile x]|region = us-east-1|endpoint_url = " + url(signIn)
                            + "|login_session = " + SESSION))
                    .hasMessageContainingAll("session has expired", "aws login --profile x")
                    .hasMessageNotContaining("login-refresh-token");
        } finally {
            signIn.stop(0);
        }
    }

    /** What {@code aws login} leaves: a file named for the hash of the session, with a key for DPoP. */
    private void writeLogin(Instant end) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        String key = Base64.getEncoder().encodeToString(sec1(generator.generateKeyPair()));
        String name = HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(SESSION.getBytes(StandardCharsets.UTF_8)));
        Files.writeString(folder.resolve(name + ".json"), """
                {"accessToken":{"accessKeyId":"ASIALOGIN","secretAccessKey":"login-secret",
                "sessionToken":"login-session-token","accountId":"123456789012","expiresAt":"%s"},
                "tokenType":"aws_sigv4","refreshToken":"login-refresh-token","clientId":"arn:aws:signin:::devtools/same-device",
                "dpopKey":"-----BEGIN EC PRIVATE KEY-----\\n%s\\n-----END EC PRIVATE KEY-----\\n"}""".formatted(end, key));
    }

    /** RFC 5915: version, private value, named curve, public point. */
    private static byte[] sec1(KeyPair pair) {
        String point = coordinate(((ECPublicKey) pair.getPublic()).getW().getAffineX())
                + coordinate(((ECPublicKey) pair.getPublic()).getW().getAffineY());
        return HexFormat.of()
                .parseHex("307702010104" + "20" + coordinate(((ECPrivateKey) pair.getPrivate()).getS())
                        + "a00a06082a8648ce3d030107a144034200" + "04" + point);
    }

    private static String coordinate(BigInteger value) {
        return String.format("%064x", value);
    }

    private static HttpServer answering(int status, String type, String body) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders().add("Content-Type", type);
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
        return server;
    }

    private static String url(HttpServer server) {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }
}
