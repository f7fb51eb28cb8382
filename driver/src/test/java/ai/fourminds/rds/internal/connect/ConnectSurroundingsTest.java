package ai.fourminds.rds.internal.connect;

import static org.assertj.core.api.Assertions.assertThat;

import ai.fourminds.rds.local.principals.Principal;
import ai.fourminds.rds.local.principals.Role;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a connect takes from the machine that it runs on: AWS's files and the metadata service. */
class ConnectSurroundingsTest extends ConnectStage {

    @Test
    void filesThatCannotBeReadAreWhyTheRegionIsNotKnown() throws Exception {
        Files.writeString(folder.resolve("config"), "region = us-east-1\n");
        Map<String, String> settings = new HashMap<>(cloud.settings());
        settings.remove("region");
        settings.put("connectTimeout", "60s");
        assertThat(connect(settings))
                .hasMessageStartingWith(
                        "The AWS region of the instance is not known. No setting names it, and the profile"
                                + " 'default' cannot be read: ")
                .hasMessageContainingAll("Correct " + folder.resolve("config"), "Set region=<region>");
        settings.put("auth", "default");
        settings.keySet().removeIf(name -> name.startsWith("access") || name.startsWith("secret"));
        assertThat(connect(settings))
                .hasMessageStartingWith("No AWS credentials (auth=default): the profile 'default'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http:\\\\ann:canary@x", "http://ann:can ary@x", "ann:canary@x"})
    void anEndpointOfTheEnvironmentThatIsNoUrlIsSaidAndNotRepeated(String url) {
        set("aws.endpointUrlRds", url);
        Map<String, String> settings = new HashMap<>(cloud.settings());
        settings.remove("endpointUrl");
        assertSaidAndNotRepeated(settings, "The AWS configuration cannot be used.");
    }

    @Test
    void soIsThatOfAServiceThatIssuesCredentials() {
        set("aws.endpointUrlSts", "http:\\\\ann:canary@x");
        set("aws.accessKeyId", cloud.principal().accessKeyId());
        set("aws.secretAccessKey", cloud.principal().secretAccessKey());
        Map<String, String> settings = new HashMap<>(cloud.settings(cloud.addRole(Role.named("reader"))));
        settings.remove("endpointUrl");
        assertSaidAndNotRepeated(settings, "the AWS configuration cannot be used");
    }

    private void assertSaidAndNotRepeated(Map<String, String> settings, String what) {
        settings.put("connectTimeout", "60s");
        Throwable failure = connect(settings);
        assertThat(failure).hasMessageContainingAll(what, "AWS_ENDPOINT_URL*");
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace));
        assertThat(trace.toString()).doesNotContain("canary", "can ary", "ann:");
    }

    /** Answers as the metadata service does, and counts. */
    private HttpServer metadata(Map<String, String> answers, AtomicInteger asked) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            asked.incrementAndGet();
            String path = exchange.getRequestURI().getPath();
            byte[] body = answers.getOrDefault(path, "token").getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        set("aws.disableEc2Metadata", "false");
        set(METADATA, "http://127.0.0.1:" + server.getAddress().getPort());
        return server;
    }

    @Test
    void theMetadataServiceNamesTheRegionOnceForAll() throws IOException {
        release.countDown();
        AtomicInteger asked = new AtomicInteger();
        HttpServer server =
                metadata(Map.of("/latest/dynamic/instance-identity/document", "{\"region\": \"us-east-1\"}"), asked);
        try {
            Map<String, String> settings = new HashMap<>(cloud.settings());
            settings.remove("region");
            settings.put("connectTimeout", "60s");
            assertThat(connect(settings)).isNull();
            int once = asked.get();
            assertThat(connect(settings)).isNull();
            assertThat(once).isPositive();
            assertThat(asked).hasValue(once);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void keysThatTheMetadataServiceExtendsAreAccepted() throws IOException {
        release.countDown();
        Principal session = cloud.addPrincipal(
                Principal.session("role", "i-1", Instant.now().plus(Duration.ofHours(1))));
        String keys =
                "{\"Code\": \"Success\", \"AccessKeyId\": \"%s\", \"SecretAccessKey\": \"%s\", \"Token\": \"%s\", \"Expiration\": \"%s\"}"
                        .formatted(
                                session.accessKeyId(),
                                session.secretAccessKey(),
                                session.sessionToken(),
                                Instant.now().minus(Duration.ofHours(1)));
        String folder = "/latest/meta-data/iam/security-credentials/";
        HttpServer server = metadata(Map.of(folder, "role", folder + "role", keys), new AtomicInteger());
        try {
            Map<String, String> settings = new HashMap<>(cloud.settings());
            settings.keySet().removeIf(name -> name.startsWith("access") || name.startsWith("secret"));
            settings.put("auth", "default");
            settings.put("connectTimeout", "60s");
            assertThat(connect(settings)).isNull();
        } finally {
            server.stop(0);
        }
    }
}
