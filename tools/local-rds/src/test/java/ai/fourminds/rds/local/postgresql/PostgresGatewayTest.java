package ai.fourminds.rds.local.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import ai.fourminds.rds.local.iam.token.ConnectTokens;
import ai.fourminds.rds.local.iam.token.DatabaseAddress;
import ai.fourminds.rds.local.principals.Principals;
import ai.fourminds.rds.local.server.gateway.Gateway;
import ai.fourminds.rds.local.tls.PrivateCa;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PostgresGatewayTest {
    private static final byte[] SSL_REQUEST =
            ByteBuffer.allocate(8).putInt(8).putInt(80877103).array();

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 8})
    void whoDoesNotGetOnWithTheLoginIsHungUpOn(int bytesSent) throws IOException {
        var listener = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        var address = new DatabaseAddress(List.of("localhost"), 5432, "db-X", true);
        var tokens = new ConnectTokens(new Principals(Clock.systemUTC()), Clock.systemUTC());
        var tls = PrivateCa.create().serverContext("localhost");
        var neverAsked = (PostgresServer) null;
        var reception = new PostgresReception(address, () -> tls, tokens, neverAsked);
        try (var gateway = Gateway.start(List.of(listener), reception, Duration.ofMillis(50));
                Socket slow = new Socket(InetAddress.getLoopbackAddress(), listener.getLocalPort())) {
            slow.getOutputStream().write(SSL_REQUEST, 0, bytesSent);
            assertThat(slow.getInputStream().readAllBytes().length).isEqualTo(bytesSent / 8);
            assertThat(gateway.lastRefusal()).isEmpty();
        }
    }
}
