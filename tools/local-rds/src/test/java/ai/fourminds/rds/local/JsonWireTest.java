package ai.fourminds.rds.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonWireTest {
    private static final String INITIATE = "AWSCognitoIdentityProviderService.InitiateAuth";
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
    void aRefusalNamesItsTypeInHeaderAndBody() throws Exception {
        HttpResponse<String> answer =
                send(INITIATE, "{\"ClientId\":\"o'neill\\\"%s🚲\",\"AuthFlow\":\"USER_SRP_AUTH\"}");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("x-amzn-ErrorType")).hasValue("ResourceNotFoundException:");
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/x-amz-json-1.1");
        assertThat(answer.headers().firstValue("x-amzn-RequestId")).isPresent();
        assertThat(answer.body())
                .isEqualTo("{\"__type\":\"ResourceNotFoundException\",\"message\":"
                        + "\"User pool client o'neill\\\"%s🚲 does not exist.\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "null", "\"x\"", "{}{"})
    void whatIsNoObjectCannotBeRead(String body) throws Exception {
        HttpResponse<String> answer = send(INITIATE, body);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("SerializationException");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"ClientId\":{}}", "{\"ClientId\":[\"x\"]}", "{\"ClientId\":null}"})
    void aMissingClientIsAnInvalidParameter(String body) throws Exception {
        assertThat(send(INITIATE, body).body()).contains("InvalidParameterException", "ClientId");
    }

    @ParameterizedTest
    @ValueSource(strings = {"AWSCognitoIdentityProviderService.DeleteUserPool", "x", "InitiateAuth"})
    void anUnknownOperationIsUnknown(String target) throws Exception {
        HttpResponse<String> answer = send(target, "{}");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("UnknownOperationException");
    }

    private static HttpResponse<String> send(String target, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(rds.endpointUrl())
                .header("X-Amz-Target", target)
                .header("Content-Type", "application/x-amz-json-1.1")
                .POST(BodyPublishers.ofString(body))
                .build();
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .build()
                .send(request, BodyHandlers.ofString());
    }
}
