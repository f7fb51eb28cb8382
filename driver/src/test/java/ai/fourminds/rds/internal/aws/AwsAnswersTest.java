package ai.fourminds.rds.internal.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import ai.fourminds.rds.credentials.AwsKeys;
import ai.fourminds.rds.credentials.CredentialsContext;
import ai.fourminds.rds.failure.FailureKind;
import ai.fourminds.rds.failure.RdsFailure;
import ai.fourminds.rds.local.LocalRds;
import ai.fourminds.rds.local.principals.Principal;
import java.net.ConnectException;
import java.net.ServerSocket;
import java.net.URI;
import java.sql.SQLException;
import java.sql.SQLInvalidAuthorizationSpecException;
import java.sql.SQLTransientConnectionException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.sts.StsClient;

/** Every answer is produced by an endpoint that really judges the request. */
class AwsAnswersTest {

    private static final Set<String> NETWORK = Set.of("aws-timeout", "aws-unreachable");

    private static LocalRds cloud;

    @BeforeAll
    static void start() {
        cloud = LocalRds.builder().withoutDatabases().start();
    }

    @AfterAll
    static void stop() {
        cloud.close();
    }

    @AfterEach
    void allIsWell() {
        cloud.faults().clear();
    }

    private static AwsKeys keys(Principal principal) {
        return new AwsKeys(
                principal.accessKeyId(), principal.secretAccessKey(), principal.sessionToken(), principal.expiresAt());
    }

    private static AwsSession session(AwsKeys keys, String region, URI endpoint, Duration timeout) {
        return new AwsSession("access-keys", null, keys, region, endpoint, timeout);
    }

    private static AwsSession session(AwsKeys keys) {
        return session(keys, cloud.region(), cloud.endpointUrl(), Duration.ofSeconds(15));
    }

    private static Throwable describe(AwsSession session) {
        return catchThrowable(
                () -> session.call("rds:DescribeDBInstances", RdsClient.builder(), RdsClient::describeDBInstances));
    }

    private static void assertDiagnosed(Throwable failure, String code, String... words) {
        assertThat(failure).isInstanceOf(RdsFailure.class).hasMessageContainingAll(words);
        assertThat(((RdsFailure) failure).diagnosis().code()).isEqualTo(code);
        assertThat(((RdsFailure) failure).diagnosis().kind())
                .isEqualTo(NETWORK.contains(code) ? FailureKind.NETWORK : FailureKind.AWS);
        assertThat(failure.getCause()).isNotNull();
        assertThat(failure.getMessage()).doesNotContain(cloud.principal().secretAccessKey());
    }

    @Test
    void callsWithTheKeysGiven() throws SQLException {
        String arn = session(keys(cloud.principal()))
                .call(
                        "sts:GetCallerIdentity",
                        StsClient.builder(),
                        client -> client.getCallerIdentity().arn());
        assertThat(arn).isEqualTo(cloud.principal().arn());
    }

    @Test
    void aMissingPermissionNamesTheAction() {
        Principal restricted = cloud.addPrincipal(Principal.user("restricted").withoutDescribe());
        Throwable failure = describe(session(keys(restricted)));
        assertDiagnosed(failure, "access-denied", "rds:DescribeDBInstances", "instanceHost", restricted.arn());
        assertThat(failure).isInstanceOf(SQLInvalidAuthorizationSpecException.class);
    }

    @Test
    void anUnknownKeyIsNamed() {
        Throwable failure = describe(session(new AwsKeys("AKIAUNKNOWN", "x".repeat(40), null, null)));
        assertDiagnosed(failure, "invalid-access-key", "Invalid Access Key ID", "AKIAUNKNOWN");
    }

    @Test
    void aWrongSecretIsCalledThat() {
        AwsKeys wrong = new AwsKeys(cloud.principal().accessKeyId(), "x".repeat(40), null, null);
        assertDiagnosed(describe(session(wrong)), "invalid-secret-key", "Invalid Secret Access Key");
    }

    @Test
    void anExpiredSessionIsCalledThat() {
        Principal expired = cloud.addPrincipal(
                Principal.session("analyst", "monday", Instant.now().minusSeconds(60)));
        Throwable failure = describe(session(keys(expired)));
        assertDiagnosed(failure, "credentials-expired", "have expired", "sessionToken");
        assertThat(failure.getMessage()).doesNotContain(String.valueOf(expired.sessionToken()));
    }

    @Test
    void throttlingIsTransient() {
        cloud.faults().throttleNext(50);
        Throwable failure = describe(session(keys(cloud.principal())));
        assertDiagnosed(failure, "aws-throttled", "throttling");
        assertThat(failure).isInstanceOf(SQLTransientConnectionException.class);
    }

    @Test
    void aServerErrorIsTransient() {
        cloud.faults().failNext(500, 500, 500, 500, 500, 500);
        Throwable failure = describe(session(keys(cloud.principal())));
        assertDiagnosed(failure, "aws-error", cloud.endpointUrl().toString());
        assertThat(failure).isInstanceOf(SQLTransientConnectionException.class);
    }

    @Test
    void aRefusalIsNotTransient() {
        cloud.faults().failNext(404);
        Throwable failure = describe(session(keys(cloud.principal())));
        assertDiagnosed(failure, "aws-refused", cloud.endpointUrl().toString());
        assertThat(failure).isInstanceOf(java.sql.SQLNonTransientConnectionException.class);
    }

    @Test
    void anEndpointOfRdsIsOfNoOtherServiceUnlessItIsThisMachine() {
        URI vpc = URI.create("https://vpce-0123-abc.rds.us-east-1.vpce.amazonaws.com");
        AwsSession session = session(keys(cloud.principal()), "us-east-1", vpc, Duration.ofSeconds(1));
        assertThat(AwsSession.asked("rds:DescribeDBInstances", "us-east-1", vpc))
                .isEqualTo(vpc.toString());
        assertThat(catchThrowable(() -> session.call("sts:GetCallerIdentity", StsClient.builder(), client -> {
                    throw SdkClientException.create("refused", new ConnectException());
                })))
                .hasMessageContaining("sts in us-east-1");
        assertThat(AwsSession.standIn(URI.create("https://127.example.com"))).isNull();
        for (String local : new String[] {"http://localhost:1", "http://127.0.0.2:1", "http://[::1]:1"}) {
            assertThat(AwsSession.standIn(URI.create(local))).hasToString(local);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"sts", "cognito-idp", "cognito-identity"})
    void aServiceThatGivesNoCredentialsInTimeIsNamedWithItsEndpoint(String id) {
        var late = ApiCallTimeoutException.builder().message("late").build();
        // Loads the client's classes, which takes longer than a message waits.
        assertThat(AwsClients.configured(id, "us-east-1")).isEmpty();
        String local = cloud.endpointUrl().toString();
        assertThat(AwsAnswers.unanswered("AWS", id, context(cloud.endpointUrl()), late)
                        .what())
                .isEqualTo("AWS at " + local + " does not answer: late");
        assertThat(AwsAnswers.unanswered("AWS", id, context(null), late).what()).isEqualTo("AWS does not answer: late");
        System.setProperty("aws.endpointUrl", local);
        try {
            assertThat(AwsAnswers.unanswered("AWS", id, context(null), late).what())
                    .isEqualTo("AWS at " + local
                            + " (AWS_ENDPOINT_URL* or the profile's endpoint_url) does not answer: late");
        } finally {
            System.clearProperty("aws.endpointUrl");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "http://ann:canary@127.0.0.1:1/path?token=canary#canary, http://127.0.0.1:1/path",
        "http://[::1]?canary, http://[::1]",
        "http://ann:can/ary@127.0.0.1:1, a URL without a host"
    })
    void anEndpointOfTheEnvironmentIsNamedWithoutSecrets(String url, String shown) {
        assertThat(AwsClients.configured("sts", "us-east-1")).isEmpty();
        System.setProperty("aws.endpointUrl", url);
        try {
            assertThat(AwsSession.asked("sts:AssumeRole", "us-east-1", null))
                    .isEqualTo(shown + " (AWS_ENDPOINT_URL* or the profile's endpoint_url)");
        } finally {
            System.clearProperty("aws.endpointUrl");
        }
    }

    private static CredentialsContext context(URI endpoint) {
        return new CredentialsContext(Map.of(), "us-east-1", endpoint, Duration.ofSeconds(1), Clock.systemUTC());
    }

    @Test
    void aSlowEndpointIsGivenUpOn() {
        cloud.faults().delay(Duration.ofSeconds(30));
        Throwable failure =
                describe(session(keys(cloud.principal()), cloud.region(), cloud.endpointUrl(), Duration.ofMillis(300)));
        assertDiagnosed(failure, "aws-timeout", "within 300 ms", "discoveryTimeout");
    }

    @Test
    void anEndpointThatIsNotThereIsNamed() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        URI nowhere = URI.create("http://127.0.0.1:" + port);
        Throwable failure = describe(session(keys(cloud.principal()), cloud.region(), nowhere, Duration.ofSeconds(15)));
        assertDiagnosed(failure, "aws-unreachable", nowhere.toString(), "endpointUrl");
    }
}
