package ai.fourminds.rds.local;

import ai.fourminds.rds.local.fleet.Endpoint;
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
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;

/**
 * Opens the gateways in front of databases. Thread-safe.
 *
 * @param listeners opens ports on 127.0.0.1
 * @param names opens ports on the addresses of host names
 * @param progress receives refused logins
 */
record Gateways(
        Listeners listeners,
        Names names,
        ConnectTokens tokens,
        Faults faults,
        Closings closings,
        Consumer<String> progress) {
    private static final int MAX_USER = 63;

    /**
     * Returns a reception that asks {@code server} for the current server at each login.
     *
     * @param iam the instance, cluster or proxy whose IAM setting decides
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

    /** Opens a tunnel to an endpoint, and listens at the endpoint itself if this machine can. */
    LocalEndpoint open(String identifier, Endpoint announced, Reception reception) throws IOException {
        List<ServerSocket> all = new ArrayList<>();
        all.add(listeners.listen(identifier));
        names.listen(identifier, announced.host(), announced.port()).ifPresent(all::add);
        return open(identifier, announced, all, reception);
    }

    /** Opens a gateway on {@code sockets}, and closes them with it. */
    LocalEndpoint open(String identifier, Endpoint announced, List<ServerSocket> sockets, Reception reception) {
        Gateway gateway = Gateway.start(sockets, reception, Gateway.LOGIN_LIMIT);
        gateway.onRefusal((reason, user) -> progress.accept(refusal(identifier, reason, user)));
        closings.add(gateway::close);
        return new LocalEndpoint(announced, gateway);
    }

    /** Hides names that are too long for a user: they may be misplaced tokens. */
    private static String refusal(String instance, Refusal reason, String user) {
        String who = user.length() > MAX_USER ? "a user with too long a name" : "'" + user + "'";
        return instance + " refused a login as " + who + ": " + reason.words() + " (" + reason + ")";
    }
}
