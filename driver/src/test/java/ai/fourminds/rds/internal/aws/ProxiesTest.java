package ai.fourminds.rds.internal.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.fourminds.rds.RdsFleet;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.http.urlconnection.ProxyConfiguration;

/** The proxy that a process finds in its environment. */
class ProxiesTest {

    @ParameterizedTest
    @CsvSource({
        "https,https_proxy,http://proxy:3128,proxy,3128",
        "https,HTTPS_PROXY,http://proxy,proxy,80",
        "https,HTTPS_PROXY,proxy:8080,proxy,8080",
        "http,HTTP_PROXY,http://proxy:3128/,proxy,3128",
        "https,HTTP_PROXY,http://proxy:3128,,0",
        "https,HTTPS_PROXY,,,0"
    })
    void readsTheVariableOfTheScheme(String scheme, String name, String value, String host, int port) {
        ProxyConfiguration proxy = Proxies.of(Map.of(name, value == null ? "" : value), scheme);
        assertThat(proxy.host()).isEqualTo(host);
        assertThat(proxy.port()).isEqualTo(port);
    }

    @ParameterizedTest
    @CsvSource({
        "rds.us-east-1.amazonaws.com,true",
        "sts.eu-west-1.amazonaws.com,false",
        "vpce-1.rds.us-east-1.vpce.amazonaws.com,false",
        "corp.example,true",
        "api.corp.example,true",
        "notcorp.example,false",
        "10.0.0.7,true",
        "localhost,true",
        "127.0.0.1,true",
        "[::1],true"
    })
    void callsHostsOfNoProxyDirectly(String host, boolean direct) {
        Map<String, String> environment = Map.of(
                "HTTPS_PROXY", "http://proxy:1", "NO_PROXY", "rds.us-east-1.amazonaws.com, .corp.example,10.0.0.7");
        assertThat(Proxies.of(environment, "https").nonProxyHosts().stream().anyMatch(host::matches))
                .isEqualTo(direct);
        Map<String, String> all = Map.of("HTTPS_PROXY", "http://proxy:1", "no_proxy", "*");
        assertThat(Proxies.of(all, "https").nonProxyHosts()).contains(".*");
    }

    @Test
    void aProxyThatIsNoUrlIsNamedWithoutItsPassword() {
        assertThatThrownBy(() -> Proxies.of(Map.of("HTTPS_PROXY", "http://ann:canary@pro xy:1"), "https"))
                .hasMessageContaining("HTTPS_PROXY is no URL")
                .satisfies(failure ->
                        assertThat(String.valueOf(failure.getCause())).doesNotContain("canary"));
    }

    /** What another process does, whose environment can be set. */
    static final class Client {
        public static void main(String[] arguments) throws SQLException {
            RdsFleet.of(Map.of("region", "us-east-1", "accessKeyId", "AKIA", "secretAccessKey", "canary"))
                    .instances();
        }
    }

    @Test
    void awsIsCalledThroughTheProxy() throws Exception {
        try (ServerSocket proxy = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            CompletableFuture<List<String>> request = CompletableFuture.supplyAsync(() -> refuse(proxy));
            ProcessBuilder java = new ProcessBuilder(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "-cp",
                    System.getProperty("java.class.path"),
                    Client.class.getName());
            java.environment().put("HTTPS_PROXY", "http://127.0.0.1:" + proxy.getLocalPort());
            java.environment().put("NO_PROXY", "sts.amazonaws.com");
            java.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
            Process client = java.start();
            assertThat(request.get(60, TimeUnit.SECONDS)).contains("CONNECT rds.us-east-1.amazonaws.com:443 HTTP/1.1");
            client.destroyForcibly().waitFor();
        }
    }

    private static List<String> refuse(ServerSocket proxy) {
        List<String> lines = new ArrayList<>();
        try (Socket socket = proxy.accept();
                var reader = new BufferedReader(
                        new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1))) {
            for (String line = reader.readLine(); line != null && !line.isEmpty(); line = reader.readLine()) {
                lines.add(line);
            }
            socket.getOutputStream()
                    .write("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            return lines;
        } catch (IOException broken) {
            throw new java.io.UncheckedIOException(broken);
        }
    }
}
