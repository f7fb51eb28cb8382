package ai.fourminds.rds.internal.connect;

import ai.fourminds.rds.internal.events.Step;
import ai.fourminds.rds.internal.events.Step.Kind;
import ai.fourminds.rds.internal.failure.CallFailures;
import ai.fourminds.rds.plugin.AuthToken;
import ai.fourminds.rds.plugin.ConnectRequest;
import ai.fourminds.rds.plugin.EnginePlugin;
import ai.fourminds.rds.plugin.TokenSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Divides a native driver's connect into TLS, token and login: a plugin requests the token once the certificate is
 * verified. Later logins of the same connection, made to cancel statements, only report their token. Thread-safe.
 */
final class LoginSteps implements TokenSource {

    private final ConnectRequest request;
    private volatile @Nullable Thread connecting;
    private Step step;

    LoginSteps(ConnectRequest request) {
        this.request = request;
        this.step = begin(Kind.TLS);
    }

    private Step begin(Kind kind) {
        return Step.begin(
                kind, request.endpoint().toString(), "dialled " + request.dial() + ", user " + request.user());
    }

    /** Connects through the plugin. Native drivers also throw unchecked exceptions, because of a host or a property. */
    Connection connect(EnginePlugin plugin) throws SQLException {
        connecting = Thread.currentThread();
        try {
            return plugin.connect(watched());
        } catch (RuntimeException stumbled) {
            throw CallFailures.nativeDriverFails(stumbled);
        }
    }

    /** Returns the failure for a native driver that missed the deadline; its thread's stack trace shows the cause. */
    SQLException late() {
        Thread thread = connecting;
        if (thread == null) {
            return CallFailures.notAccepted();
        }
        StackTraceElement[] frames = thread.getStackTrace();
        if (Arrays.stream(frames).anyMatch(frame -> frame.getClassName().startsWith("java.net.InetAddress"))) {
            return CallFailures.resolverSilent(request.dial().host());
        }
        boolean dialling = Arrays.stream(frames)
                .anyMatch(frame -> frame.getClassName().equals("java.net.Socket")
                        && frame.getMethodName().equals("connect"));
        return dialling ? CallFailures.notAccepted() : CallFailures.serverSilent();
    }

    /** Returns the request with this object as its token source. */
    private ConnectRequest watched() {
        return new ConnectRequest(
                request.endpoint(),
                request.dial(),
                request.database(),
                request.user(),
                this,
                request.tls(),
                request.connectTimeout(),
                request.nativeProperties());
    }

    @Override
    public synchronized AuthToken mint(Duration limit) throws SQLException {
        step.done();
        AuthToken token = Step.run(
                Kind.TOKEN,
                request.endpoint().toString(),
                "user " + request.user(),
                unused -> request.tokens().mint(limit));
        step = begin(Kind.LOGIN);
        return token;
    }

    synchronized void done() {
        step.done();
    }

    synchronized void failed(SQLException failure) {
        step.failed(failure);
    }
}
