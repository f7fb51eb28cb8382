package ai.fourminds.rds.local;

import static org.assertj.core.api.Assertions.assertThat;

import ai.fourminds.rds.local.principals.Principal;
import ai.fourminds.rds.local.principals.Role;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.AwsSessionCredentialsIdentity;

class AwsWireTest {
    private static final String DESCRIBE = "Action=DescribeDBInstances&Version=2014-10-31";
    private static final SettableClock CLOCK = new SettableClock();
    private static LocalRds rds;

    @BeforeAll
    static void start() {
        rds = LocalRds.builder().withoutDatabases().clock(CLOCK).start();
    }

    @AfterAll
    static void stop() {
        rds.close();
    }

    @Test
    void aRequestWithoutAuthorizationIsMissingItsToken() throws Exception {
        HttpResponse<String> answer = send(HttpRequest.newBuilder(rds.endpointUrl()), DESCRIBE);
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body())
                .contains("<Code>MissingAuthenticationToken</Code>", "http://rds.amazonaws.com/doc/2014-10-31/");
        assertThat(answer.headers().firstValue("x-amzn-RequestId"))
                .hasValueSatisfying(id -> assertThat(answer.body()).contains("<RequestId>" + id + "</RequestId>"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Basic dXNlcjpwYXNzd29yZA==",
                "AWS4-HMAC-SHA256",
                "AWS4-HMAC-SHA256 Credential=AKIA/20261123/us-east-1/rds, SignedHeaders=host, Signature=00",
                "AWS4-HMAC-SHA256 Credential=AKIA/20261123/us-east-1/rds/aws4_request, SignedHeaders=, Signature=00",
                "AWS4-HMAC-SHA256 Credential=AKIA/20261123/us-east-1/rds/aws4_request, SignedHeaders=host;nothere;x-amz-date, Signature=00",
                "AWS4-HMAC-SHA256 Credential=AKIA/20261123/us-east-1/rds/aws4_request, SignedHeaders=host, Signature=00",
                "AWS4-HMAC-SHA256 Credential=AKIA/20261123/us-east-1/rds/aws4_request, SignedHeaders=host;x-amz-date, Signature="
            })
    void aMangledAuthorizationIsIncomplete(String authorization) throws Exception {
        var request = HttpRequest.newBuilder(rds.endpointUrl())
                .header("Authorization", authorization)
                .header("X-Amz-Date", "20261123T120000Z");
        HttpResponse<String> answer = send(request, DESCRIBE);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("<Code>IncompleteSignature</Code>");
    }

    @Test
    void aRequestSignedByTheSdkButNotSentByItIsAnswered() throws Exception {
        HttpResponse<String> answer = sendSigned("rds", DESCRIBE, DESCRIBE);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/xml;charset=utf-8");
        assertThat(answer.body())
                .startsWith("<DescribeDBInstancesResponse xmlns=")
                .contains("<Marker>");
    }

    @Test
    void aFormChangedAfterSigningDoesNotMatch() throws Exception {
        HttpResponse<String> answer = sendSigned("rds", DESCRIBE, DESCRIBE + "&MaxRecords=20");
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("<Code>SignatureDoesNotMatch</Code>");
    }

    @Test
    void aSignatureForAnotherServiceIsOutOfScope() throws Exception {
        HttpResponse<String> answer = sendSigned("sts", DESCRIBE, DESCRIBE);
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("<Code>SignatureDoesNotMatch</Code>", "correct service: 'rds'");
    }

    @ParameterizedTest
    @CsvSource({"Action=DropEverything&Version=1", "Version=2014-10-31", "''"})
    void anUnknownActionIsInvalid(String form) throws Exception {
        HttpResponse<String> answer = send(HttpRequest.newBuilder(rds.endpointUrl()), form);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("<Code>InvalidAction</Code>");
    }

    @Test
    void hostileTextComesBackAsText() throws Exception {
        String id = "%3Ca%3E%22%26%F0%9F%9A%B2%0A%01%25s";
        HttpResponse<String> answer = sendSigned("rds", DESCRIBE + "&DBInstanceIdentifier=" + id);
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).contains("DBInstance &lt;a&gt;&quot;&amp;🚲&#10;\uFFFD%s not found.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Action=%zz", "Action=%ff%fe", "Action=%4"})
    void aFormThatIsNotOneIsMalformed(String form) throws Exception {
        HttpResponse<String> answer = send(HttpRequest.newBuilder(rds.endpointUrl()), form);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("<Code>MalformedQueryString</Code>");
    }

    @Test
    void otherPathsAndEndlessBodiesAreTurnedAway() throws Exception {
        URI elsewhere = rds.endpointUrl().resolve("/admin");
        assertThat(send(HttpRequest.newBuilder(elsewhere), DESCRIBE).statusCode())
                .isEqualTo(404);
        String endless = "x".repeat((1 << 20) + 1);
        assertThat(send(HttpRequest.newBuilder(rds.endpointUrl()), endless).statusCode())
                .isEqualTo(413);
    }

    @ParameterizedTest
    @CsvSource({
        "sts, Action=GetCallerIdentity&Version=2011-06-15, <Arn>arn:aws:iam::123456789012:user/local-developer</Arn>",
        "rds, Action=DescribeDBInstances&Version=2014-10-31&MaxRecords=20, <Marker>"
    })
    void aPresignedRequestIsAnswered(String service, String query, String answered) throws Exception {
        HttpResponse<String> answer = get(presigned(rds.principal(), service, query, Duration.ofMinutes(1)));
        assertThat(answer.body()).contains(answered);
        assertThat(answer.statusCode()).isEqualTo(200);
    }

    /** What signs is no parameter of the action, not even where those are counted. */
    @Test
    void aSessionMayAssumeARoleByAPresignedRequest() throws Exception {
        Role role = rds.addRole(Role.named("presigned").trusting("arn:aws:iam::123456789012:root"));
        Principal session = rds.addPrincipal(
                Principal.session("analyst", "ann", Instant.now().plusSeconds(600)));
        String query = "Action=AssumeRole&Version=2011-06-15&RoleSessionName=ann&RoleArn=" + role.arn();
        HttpResponse<String> answer = get(presigned(session, "sts", query, Duration.ofDays(7)));
        assertThat(answer.body()).contains("assumed-role/presigned/ann</Arn>");
    }

    @ParameterizedTest
    @CsvSource({
        "X-Amz-Expires=60, X-Amz-Expires=61, SignatureDoesNotMatch, does not match the signature you provided",
        "MaxRecords=20, MaxRecords=21, SignatureDoesNotMatch, does not match the signature you provided",
        "X-Amz-Expires=60, X-Amz-Expires=604801, SignatureDoesNotMatch, X-Amz-Expires must be less than a week",
        "X-Amz-Expires=60, X-Amz-Expires=-1, IncompleteSignature, X-Amz-Expires",
        "X-Amz-Algorithm=AWS4, X-Amz-Algorithm=AWS5, IncompleteSignature, X-Amz-Algorithm",
        "X-Amz-SignedHeaders=host, X-Amz-SignedHeaders=, IncompleteSignature, SignedHeaders",
        "X-Amz-Signature=, X-Unsigned=, MissingAuthenticationToken, is missing Authentication"
    })
    void aChangedPresignedRequestIsRefused(String part, String change, String code, String message) throws Exception {
        String form = DESCRIBE + "&MaxRecords=20";
        String url =
                presigned(rds.principal(), "rds", form, Duration.ofMinutes(1)).toString();
        assertThat(url).contains(part);
        HttpResponse<String> answer = get(URI.create(url.replace(part, change)));
        assertThat(answer.body()).contains("<Code>" + code + "</Code>", message);
    }

    @Test
    void aPresignedRequestEndsWithItsLifetime() throws Exception {
        URI url = presigned(rds.principal(), "rds", DESCRIBE, Duration.ofMinutes(1));
        CLOCK.ahead(Duration.ofSeconds(62));
        assertThat(get(url).body()).contains("<Code>SignatureDoesNotMatch</Code>", "Signature expired: ", "- 1 min.)");
        CLOCK.ahead(Duration.ZERO);
        assertThat(get(url).statusCode()).isEqualTo(200);
    }

    private static URI presigned(Principal principal, String service, String query, Duration lifetime) {
        var unsigned = SdkHttpRequest.builder()
                .method(SdkHttpMethod.GET)
                .uri(URI.create(rds.endpointUrl() + "/?" + query))
                .build();
        var identity = principal.sessionToken() == null
                ? AwsCredentialsIdentity.create(principal.accessKeyId(), principal.secretAccessKey())
                : AwsSessionCredentialsIdentity.create(
                        principal.accessKeyId(), principal.secretAccessKey(), principal.sessionToken());
        return AwsV4HttpSigner.create()
                .sign(r -> r.identity(identity)
                        .request(unsigned)
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, service)
                        .putProperty(AwsV4HttpSigner.REGION_NAME, "us-east-1")
                        .putProperty(AwsV4HttpSigner.AUTH_LOCATION, AwsV4HttpSigner.AuthLocation.QUERY_STRING)
                        .putProperty(AwsV4HttpSigner.EXPIRATION_DURATION, lifetime))
                .request()
                .getUri();
    }

    private static HttpResponse<String> get(URI url) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(url).build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
    }

    private static HttpResponse<String> sendSigned(String service, String form) throws Exception {
        return sendSigned(service, form, form);
    }

    private static HttpResponse<String> sendSigned(String service, String signedForm, String sentForm)
            throws Exception {
        Principal principal = rds.principal();
        var unsigned = SdkHttpRequest.builder()
                .method(SdkHttpMethod.POST)
                .uri(rds.endpointUrl())
                .putHeader("Content-Type", "application/x-www-form-urlencoded")
                .build();
        var identity = AwsCredentialsIdentity.create(principal.accessKeyId(), principal.secretAccessKey());
        SdkHttpRequest signed = AwsV4HttpSigner.create()
                .sign(r -> r.identity(identity)
                        .request(unsigned)
                        .payload(() -> new ByteArrayInputStream(signedForm.getBytes(StandardCharsets.UTF_8)))
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, service)
                        .putProperty(AwsV4HttpSigner.REGION_NAME, "us-east-1"))
                .request();
        HttpRequest.Builder request = HttpRequest.newBuilder(rds.endpointUrl());
        Set<String> setByTheClient = Set.of("host", "content-length");
        signed.headers().forEach((name, values) -> {
            if (!setByTheClient.contains(name.toLowerCase(java.util.Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
            }
        });
        return send(request, sentForm);
    }

    private static HttpResponse<String> send(HttpRequest.Builder request, String form)
            throws IOException, InterruptedException {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .build()
                .send(request.POST(BodyPublishers.ofString(form)).build(), BodyHandlers.ofString());
    }
}
