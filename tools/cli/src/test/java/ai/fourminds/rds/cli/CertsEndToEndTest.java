package ai.fourminds.rds.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code certs} in a process of its own, with a configuration folder of its own, against a real HTTPS server. */
class CertsEndToEndTest {
    private static final String BUNDLE = "ai/fourminds/rds/internal/tls/rds-roots.pem";
    private static final String PASSWORD = "changeit";

    @TempDir
    Path folder;

    private HttpsServer server;
    private Path store;

    @BeforeEach
    void serve() throws Exception {
        store = folder.resolve("server.p12");
        run(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "server",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-ext",
                "san=dns:localhost",
                "-validity",
                "2",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                PASSWORD));
        KeyStore keys = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        answer("/bundle.pem", 200, bundle());
        answer("/page.html", 200, "<html>sign in to the hotel's network</html>".getBytes(StandardCharsets.UTF_8));
        answer("/gone.pem", 404, bundle());
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private static byte[] bundle() throws Exception {
        try (InputStream pem = CertsEndToEndTest.class.getClassLoader().getResourceAsStream(BUNDLE)) {
            return pem.readAllBytes();
        }
    }

    private void answer(String path, int status, byte[] body) {
        server.createContext(path, exchange -> {
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
    }

    private String url(String path) {
        return "https://localhost:" + server.getAddress().getPort() + path;
    }

    private static void run(List<String> command) throws Exception {
        Process process = new ProcessBuilder(command).inheritIO().start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
    }

    private int certs(boolean trusting, String... args) throws Exception {
        List<String> options = trusting
                ? List.of("-Djavax.net.ssl.trustStore=" + store, "-Djavax.net.ssl.trustStorePassword=" + PASSWORD)
                : List.of();
        Process process = ChildProgram.of(folder, options, args).start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    private String said(String stream) throws Exception {
        return Files.readString(folder.resolve(stream));
    }

    @Test
    void showListsTheDriversOwnRootsAtFirst() throws Exception {
        assertThat(certs(false, "certs", "show")).isZero();
        assertThat(said("out")).contains("Amazon RDS us-east-1 Root CA RSA2048 G1", "EXPIRES");
        assertThat(said("err")).contains("as they come with the driver");
    }

    @Test
    void updatePutsTheBundleWhereConnectsPreferIt() throws Exception {
        assertThat(certs(true, "certs", "update", "--url", url("/bundle.pem"))).isZero();
        assertThat(folder.resolve("home/rds-roots.pem")).hasBinaryContent(bundle());
        assertThat(certs(false, "certs", "show", "--format", "json")).isZero();
        assertThat(LocalProgram.JSON.readTree(said("out")).size()).isGreaterThan(80);
        assertThat(certs(false, "certs", "show")).isZero();
        assertThat(said("err")).contains("home/rds-roots.pem");
    }

    @Test
    void whatIsNoBundleChangesNothing() throws Exception {
        assertThat(certs(true, "certs", "update", "--url", url("/page.html"))).isEqualTo(2);
        assertThat(said("err")).contains("not taken as RDS roots", "Nothing was changed");
        assertThat(certs(true, "certs", "update", "--url", url("/gone.pem"))).isEqualTo(5);
        assertThat(said("err")).contains("answers 404");
        assertThat(folder.resolve("home/rds-roots.pem")).doesNotExist();
    }

    @Test
    void anUntrustedServerAndPlainHttpAreRefused() throws Exception {
        assertThat(certs(false, "certs", "update", "--url", url("/bundle.pem"))).isEqualTo(5);
        assertThat(said("err")).contains("could not be fetched", "Nothing was changed");
        assertThat(certs(true, "certs", "update", "--url", "http://localhost:1/bundle.pem"))
                .isEqualTo(2);
        assertThat(said("err")).contains("is not https");
        assertThat(folder.resolve("home/rds-roots.pem")).doesNotExist();
    }
}
