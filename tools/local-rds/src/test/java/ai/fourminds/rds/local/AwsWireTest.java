package ai.fourminds.rds.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
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

class AwsWireTest {
    private static final String DESCRIBE = "Action=DescribeDBInstances&Version=2014-10-31";
    private static LocalRds rds;

    @BeforeAll
    static void start() {
        rds = LocalRds.builder().withoutDatabases().start();
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
