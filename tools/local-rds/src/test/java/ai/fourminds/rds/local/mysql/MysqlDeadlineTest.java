package ai.fourminds.rds.local.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import ai.fourminds.rds.local.iam.token.ConnectTokens;
import ai.fourminds.rds.local.iam.token.DatabaseAddress;
import ai.fourminds.rds.local.principals.Principals;
import ai.fourminds.rds.local.server.gateway.Gateway;
import ai.fourminds.rds.local.tls.PrivateCa;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MysqlDeadlineTest {
    private static final byte[] TLS_REQUEST = new byte[36];

    @TempDir
    private static Path folder;

    private static MysqlServer server;

    @BeforeAll
    static void start() throws Exception {
        TLS_REQUEST[0] = 32;
        TLS_REQUEST[3] = 1;
        TLS_REQUEST[5] = 0x0a;
        server = MysqlServer.start(new Mariadb(), folder.resolve("cache"), folder.resolve("data"), line -> {});
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 35, 36})
    void whoDoesNotGetOnWithTheLoginIsHungUpOn(int bytesSent) throws Exception {
        var listener = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        var address = new DatabaseAddress(List.of("localhost"), 3306, "db-X", true);
        var tokens = new ConnectTokens(new Principals(Clock.systemUTC()), Clock.systemUTC());
        var tls = PrivateCa.create().serverContext("localhost");
        var reception = new MysqlReception(address, () -> tls, tokens, server);
        try (var gateway = Gateway.start(List.of(listener), reception, Duration.ofMillis(50));
                Socket slow = new Socket(InetAddress.getLoopbackAddress(), listener.getLocalPort())) {
            slow.getOutputStream().write(TLS_REQUEST, 0, bytesSent);
            assertThat(slow.getInputStream().readAllBytes()).isNotNull();
            assertThat(gateway.lastRefusal()).isEmpty();
        }
    }
}
