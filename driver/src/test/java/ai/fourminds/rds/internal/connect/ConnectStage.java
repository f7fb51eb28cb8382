package ai.fourminds.rds.internal.connect;

import static org.assertj.core.api.Assertions.catchThrowable;

import ai.fourminds.rds.internal.credentials.CredentialsMethods;
import ai.fourminds.rds.internal.discovery.EnginePlugins;
import ai.fourminds.rds.local.LocalRds;
import ai.fourminds.rds.plugin.ConnectRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A driver on a local RDS without databases, whose native driver hangs until it is let go; the JVM's AWS files are in a folder of the test's. */
abstract class ConnectStage {

    static final Duration LIMIT = Duration.ofSeconds(1);
    private static final String CONFIG_FILE = "aws.configFile";
    private static final String CREDENTIALS_FILE = "aws.sharedCredentialsFile";
    static final String METADATA = "aws.ec2MetadataServiceEndpoint";

    final CountDownLatch release = new CountDownLatch(1);
    final CompletableFuture<String> closed = new CompletableFuture<>();
    private final RecordingPlugin hanging = new RecordingPlugin() {
        @Override
        public Connection connect(ConnectRequest request) throws SQLException {
            super.connect(request);
            dial();
            while (release.getCount() > 0) {
                LockSupport.parkNanos(10_000_000);
            }
            return (Connection) Proxy.newProxyInstance(
                    getClass().getClassLoader(),
                    new Class<?>[] {Connection.class},
                    (proxy, method, arguments) -> closed.complete(method.getName()));
        }
    };
    volatile int busyPort;
    private final SharedState shared =
            SharedState.of(new EnginePlugins(List.of(hanging)), CredentialsMethods.load(), Clock.systemUTC());
    private final Map<String, String> before = new HashMap<>();
    Map<String, String> environment = Map.of();
    LocalRds cloud;

    @TempDir
    Path folder;

    /** Waits for a server that does not accept, if there is one. */
    private void dial() {
        if (busyPort > 0) {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), busyPort));
            } catch (IOException unreachable) {
                throw new UncheckedIOException(unreachable);
            }
        }
    }

    @BeforeEach
    void start() throws SQLException {
        cloud = LocalRds.builder().withoutDatabases().start();
        // Loads the classes, which takes longer than the limit on a busy machine.
        new CloudAccess(Clock.systemUTC()).instance(cloud.settings(), "prod-reporting");
        set(CONFIG_FILE, folder.resolve("config").toString());
        set(CREDENTIALS_FILE, folder.resolve("credentials").toString());
    }

    @AfterEach
    void end() throws InterruptedException {
        release.countDown();
        cloud.close();
        before.forEach((name, value) -> {
            if (value.isEmpty()) {
                System.clearProperty(name);
            } else {
                System.setProperty(name, value);
            }
        });
        CloudAccess.awaitCalls();
    }

    void set(String name, String value) {
        String old = System.setProperty(name, value);
        before.putIfAbsent(name, old == null ? "" : old);
    }

    Throwable connect(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(settings);
        all.putIfAbsent("connectTimeout", LIMIT.toMillis() + "ms");
        all.put("discoveryTimeout", "10s");
        return catchThrowable(() -> new Connector(
                        shared,
                        Configuration.ofUrl(shared, "jdbc:fourminds-rds:prod-reporting", all, environment, 0),
                        0)
                .connect());
    }
}
