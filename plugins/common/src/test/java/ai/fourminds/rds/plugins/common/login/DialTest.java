package ai.fourminds.rds.plugins.common.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.fourminds.rds.plugin.AuthToken;
import ai.fourminds.rds.plugin.ConnectRequest;
import ai.fourminds.rds.plugin.Endpoint;
import ai.fourminds.rds.plugin.TlsTrust;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.net.ssl.SSLContext;
import jdk.net.ExtendedSocketOptions;
import org.junit.jupiter.api.Test;

/** Sockets that are dialled for a login, and their deadline. */
class DialTest {

    private static ServerSocket listener() throws IOException {
        return new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    }

    private static DialSocketFactory dial(ServerSocket listener, LoginDeadline deadline) {
        return new DialSocketFactory(new Endpoint("127.0.0.1", listener.getLocalPort()), null, deadline);
    }

    @Test
    void aSocketComesConnectedToTheDialledAddress() throws Exception {
        try (ServerSocket listener = listener();
                Socket socket =
                        dial(listener, LoginDeadline.in(Duration.ofSeconds(30))).createSocket();
                Socket peer = listener.accept()) {
            peer.getOutputStream().write(new byte[] {1, (byte) 200});
            assertThat(socket.getInputStream().read()).isEqualTo(1);
            assertThat(socket.getInputStream().read()).isEqualTo(200);
            peer.shutdownOutput();
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
    }

    /** Longer silence makes AWS's load balancers forget it. */
    @Test
    void aSilentConnectionIsKeptAlive() throws Exception {
        try (ServerSocket listener = listener();
                Socket socket =
                        dial(listener, LoginDeadline.in(Duration.ofSeconds(30))).createSocket()) {
            assertThat(socket.getKeepAlive()).isTrue();
            assertThat(socket.getOption(ExtendedSocketOptions.TCP_KEEPIDLE)).isLessThan(350);
        }
    }

    @Test
    void nothingElseIsDialled() throws Exception {
        try (ServerSocket listener = listener()) {
            DialSocketFactory factory = dial(listener, LoginDeadline.in(Duration.ofSeconds(30)));

            assertThatThrownBy(() -> factory.createSocket("127.0.0.1", listener.getLocalPort()))
                    .isInstanceOf(SocketException.class);
            assertThatThrownBy(() -> factory.createSocket(InetAddress.getLoopbackAddress(), listener.getLocalPort()))
                    .isInstanceOf(SocketException.class);
        }
    }

    @Test
    void aReadBeyondTheDeadlineFailsWithTheTimeoutAsItsCause() throws Exception {
        try (ServerSocket listener = listener();
                Socket socket =
                        dial(listener, LoginDeadline.in(Duration.ofMillis(200))).createSocket();
                Socket peer = listener.accept()) {
            assertThat(peer.isConnected()).isTrue();
            assertThatThrownBy(() -> socket.getInputStream().read())
                    .isExactlyInstanceOf(SocketException.class)
                    .hasCauseInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void onceLiftedTheTimeoutAskedForHoldsAgain() throws Exception {
        LoginDeadline deadline = LoginDeadline.in(Duration.ofSeconds(30));
        try (ServerSocket listener = listener();
                Socket socket = dial(listener, deadline).createSocket();
                Socket peer = listener.accept()) {
            socket.setSoTimeout(7);
            assertThat(socket.getSoTimeout()).isEqualTo(7);
            deadline.lift();

            assertThat(peer.isConnected()).isTrue();
            assertThatThrownBy(() -> socket.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);
            assertThat(socket.getSoTimeout()).isEqualTo(7);
            socket.setSoTimeout(0);
            assertThat(socket.getSoTimeout()).isZero();
        }
    }

    @Test
    void aSocketMadeAfterTheLoginHasADeadlineOfItsOwn() throws Exception {
        LoginDeadline deadline = LoginDeadline.in(Duration.ofSeconds(1));
        try (ServerSocket listener = listener()) {
            DialSocketFactory factory = dial(listener, deadline);
            factory.createSocket().close();
            listener.accept().close();
            deadline.lift();
            try (Socket socket = factory.createSocket();
                    Socket peer = listener.accept()) {
                peer.getOutputStream().write(5);
                assertThat(socket.getInputStream().read()).isEqualTo(5);
                assertThatThrownBy(() -> socket.getInputStream().read())
                        .hasCauseInstanceOf(SocketTimeoutException.class);
            }
        }
    }

    @Test
    void anUnknownHostIsSaidSo() {
        DialSocketFactory factory = new DialSocketFactory(
                new Endpoint("no such host", 5432), null, LoginDeadline.in(Duration.ofSeconds(30)));

        assertThatThrownBy(factory::createSocket).isInstanceOf(UnknownHostException.class);
    }

    @Test
    void aDeadlineThatHasPassedDialsNothing() throws Exception {
        try (ServerSocket listener = listener()) {
            DialSocketFactory factory = dial(listener, LoginDeadline.in(Duration.ofNanos(1)));

            assertThatThrownBy(factory::createSocket).isInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void theLocalAddressIsNamedInAnyCaseAndPassedToNoNativeDriver() throws Exception {
        Endpoint endpoint = new Endpoint("127.0.0.1", 1);
        var request = new ConnectRequest(
                endpoint,
                endpoint,
                null,
                "user",
                limit -> new AuthToken("none"),
                new TlsTrust(SSLContext.getDefault(), List.of(), true),
                Duration.ofSeconds(1),
                Map.of("localsocketADDRESS", "127.0.0.9", "Password", "", "kept", "1"));
        assertThat(NativeRequest.localAddress(request)).isEqualTo("127.0.0.9");
        assertThat(NativeRequest.properties(request, Set.of("password"))).isEqualTo(Map.of("kept", "1"));
    }
}
