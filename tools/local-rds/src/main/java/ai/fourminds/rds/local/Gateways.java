package ai.fourminds.rds.local;

import ai.fourminds.rds.local.iam.token.ConnectTokens;
import ai.fourminds.rds.local.iam.token.DatabaseAddress;
import ai.fourminds.rds.local.iam.token.Refusal;
import ai.fourminds.rds.local.network.Closings;
import ai.fourminds.rds.local.network.Listeners;
import ai.fourminds.rds.local.network.Names;
import ai.fourminds.rds.local.server.DatabaseServer;
import ai.fourminds.rds.local.server.gateway.Gateway;
import ai.fourminds.rds.local.server.gateway.Reception;
import ai.fourminds.rds.local.tls.PrivateCa;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;

/**
 * Opens the gateways that stand before databases. Thread-safe.
 *
 * @param listeners where gateways listen on 127.0.0.1
 * @param names where they listen under their own names
 * @param progress is told of refused logins
 */
record Gateways(
        Listeners listeners,
        Names names,
        ConnectTokens tokens,
        Faults faults,
        Closings closings,
        Consumer<String> progress) {
    private static final int LONGEST_USER = 63;

    /**
     * How logins are received for {@code server}, as it is when a client comes.
     *
     * @param iam the instance, cluster or proxy that says whether tokens are taken
     */
    Reception reception(
            String identifier,
            String iam,
            Supplier<DatabaseServer> server,
            DatabaseAddress address,
            PrivateCa authority,
            String... certificateNames) {
        SSLContext own = authority.serverContext(certificateNames);
        SSLContext wrong = authority.serverContext(InstanceListener.otherHost(identifier));
        Supplier<SSLContext> tls = () -> faults.hasWrongCertificate(identifier) ? wrong : own;
        ConnectTokens judge = tokens.with(() -> faults.refusal(iam));
        return session -> server.get().reception(address, tls, judge).receive(session);
    }

    /** Opens a gateway that takes over {@code listeners}. */
    Gateway open(String identifier, List<ServerSocket> listeners, Reception reception) {
        Gateway gateway = Gateway.start(listeners, reception, Gateway.LOGIN_LIMIT);
        gateway.onRefusal((reason, user) -> progress.accept(refusal(identifier, reason, user)));
        closings.add(gateway::close);
        return gateway;
    }

    /** A port of 127.0.0.1, as a tunnel would have one. */
    ServerSocket tunnel(String identifier) throws IOException {
        ServerSocket listener = listeners.listen(identifier);
        closings.add(listener::close);
        return listener;
    }

    /** Something that is too long for a user's name may be a token in the wrong place. */
    private static String refusal(String instance, Refusal reason, String user) {
        String who = user.length() > LONGEST_USER ? "a user with too long a name" : "'" + user + "'";
        return instance + " refused a login as " + who + ": " + reason.words() + " (" + reason + ")";
    }
}
