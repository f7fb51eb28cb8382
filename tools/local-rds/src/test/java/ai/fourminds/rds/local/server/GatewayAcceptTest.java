package ai.fourminds.rds.local.server;

import static org.assertj.core.api.Assertions.assertThat;

import ai.fourminds.rds.local.server.gateway.Gateway;
import ai.fourminds.rds.local.server.gateway.Reception;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class GatewayAcceptTest {

    /** Fails as the JDK's does where the process has no file descriptor left, until others are closed. */
    private static final class Crowded extends ServerSocket {
        private final AtomicInteger failures = new AtomicInteger(3);

        Crowded() throws IOException {
            super(0, 5, InetAddress.getLoopbackAddress());
        }

        @Override
        public Socket accept() throws IOException {
            if (failures.getAndDecrement() > 0) {
                throw new SocketException("Too many open files");
            }
            return super.accept();
        }
    }

    @Test
    void aGatewayOutlivesAWantOfFileDescriptors() throws IOException {
        var listener = new Crowded();
        Reception greeting = session -> {
            session.client().getOutputStream().write('x');
            return Optional.empty();
        };
        try (var gateway = Gateway.start(List.of(listener), greeting, Duration.ofSeconds(30));
                Socket client = new Socket(InetAddress.getLoopbackAddress(), listener.getLocalPort())) {
            assertThat(client.getInputStream().read()).isEqualTo('x');
            assertThat(gateway.lastRefusal()).isEmpty();
        }
    }
}
