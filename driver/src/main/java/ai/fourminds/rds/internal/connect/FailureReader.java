package ai.fourminds.rds.internal.connect;

import ai.fourminds.rds.failure.Causes;
import ai.fourminds.rds.failure.FailureCode;
import ai.fourminds.rds.failure.RdsFailure;
import ai.fourminds.rds.internal.calls.CallThread.Call;
import ai.fourminds.rds.internal.failure.ConnectFacts;
import ai.fourminds.rds.internal.failure.LoginFailures;
import ai.fourminds.rds.internal.failure.NetworkFailures;
import ai.fourminds.rds.internal.tls.RootsFile;
import ai.fourminds.rds.plugin.EnginePlugin;
import ai.fourminds.rds.plugin.TlsTrust;
import java.io.EOFException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.PortUnreachableException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/**
 * Diagnoses a native driver's failure: first by the network and TLS causes in its chain, which all engines share, then
 * by the plugin's classification of the server's error. Immutable.
 *
 * @param trust the roots that were trusted
 * @param caller looks up the caller's ARN; called only if the diagnosis needs it
 */
record FailureReader(ConnectFacts facts, EnginePlugin plugin, TlsTrust trust, Duration limit, Call<String> caller) {

    SQLException read(SQLException failure) {
        // The token is minted within the login; a failure to mint it is already diagnosed.
        return Causes.first(failure, RdsFailure.class)
                .map(SQLException.class::cast)
                .or(() -> network(failure))
                .or(() -> tls(failure))
                .orElseGet(() -> login(failure));
    }

    /** Returns whether the cached endpoint or IAM flag of the instance may be stale. */
    boolean instanceMayHaveChanged(SQLException failure) {
        return plugin.classify(failure) == FailureCode.AUTHENTICATION_FAILED
                || includes(
                        failure,
                        UnknownHostException.class,
                        UnresolvedAddressException.class,
                        ConnectException.class,
                        NoRouteToHostException.class,
                        SocketTimeoutException.class);
    }

    private static boolean includes(Throwable failure, Class<?>... types) {
        return Stream.of(types).anyMatch(type -> Causes.include(failure, type));
    }

    private Optional<SQLException> network(Throwable failure) {
        if (includes(failure, UnknownHostException.class, UnresolvedAddressException.class)) {
            return Optional.of(NetworkFailures.unknownHost(facts, failure));
        }
        Optional<SocketTimeoutException> timeout = Causes.first(failure, SocketTimeoutException.class);
        if (timeout.isPresent()) {
            // Only the message distinguishes a connect that timed out from a missing response.
            return Optional.of(
                    message(timeout.get()).startsWith("Connect timed out")
                            ? NetworkFailures.timedOut(facts, limit, failure)
                            : NetworkFailures.silent(facts, limit, failure));
        }
        Optional<ConnectException> refused = Causes.first(failure, ConnectException.class);
        if (refused.isPresent()) {
            // The operating system's own timeout may come before ours.
            return Optional.of(
                    message(refused.get()).contains("timed out")
                            ? NetworkFailures.timedOut(facts, limit, failure)
                            : NetworkFailures.refused(facts, failure));
        }
        return includes(failure, NoRouteToHostException.class, PortUnreachableException.class)
                ? Optional.of(NetworkFailures.refused(facts, failure))
                : Optional.empty();
    }

    private Optional<SQLException> tls(Throwable failure) {
        if (includes(failure, CertificateExpiredException.class, CertificateNotYetValidException.class)) {
            return Optional.of(NetworkFailures.certificateExpired(facts, failure));
        }
        if (includes(failure, CertPathBuilderException.class, CertPathValidatorException.class)) {
            return Optional.of(NetworkFailures.notTrusted(
                    facts,
                    trust.roots().size(),
                    RootsFile.covers(trust.roots(), facts.instance().region()),
                    trust.verifyHostname(),
                    failure));
        }
        if (Causes.include(failure, CertificateException.class)) {
            return Optional.of(NetworkFailures.wrongName(facts, failure));
        }
        if (includes(failure, EOFException.class, SocketException.class)) {
            return Optional.of(NetworkFailures.lost(facts, failure));
        }
        return Causes.first(failure, SSLException.class).map(handshake -> NetworkFailures.tlsFailed(facts, failure));
    }

    private SQLException login(SQLException failure) {
        return switch (plugin.classify(failure)) {
            case AUTHENTICATION_FAILED -> LoginFailures.tokenRefused(facts, callerArn(failure), failure);
            case USER_NOT_IAM -> LoginFailures.userNotIam(facts, failure);
            case TLS_NOT_OFFERED -> NetworkFailures.tlsNotOffered(facts, failure);
            case TLS_FAILED -> LoginFailures.tlsDemanded(facts, failure);
            case UNKNOWN_DATABASE -> LoginFailures.unknownDatabase(facts, failure);
            case DATABASE_FORBIDDEN -> LoginFailures.databaseForbidden(facts, databaseStatements(), failure);
            case TOO_MANY_CONNECTIONS -> LoginFailures.tooManyConnections(facts, failure);
            case SERVER_NOT_READY -> LoginFailures.notReady(facts, failure);
            case PROTOCOL_ERROR -> NetworkFailures.protocol(facts, failure);
            case NATIVE_PROPERTY_INVALID -> LoginFailures.nativeProperty(facts, failure);
            default ->
                // No server error has such a cause: the native driver could not parse a property.
                includes(
                                failure,
                                IllegalArgumentException.class,
                                IndexOutOfBoundsException.class,
                                DateTimeException.class)
                        ? LoginFailures.nativeProperty(facts, failure)
                        : LoginFailures.other(facts, failure);
        };
    }

    private List<String> databaseStatements() {
        String database = facts.database();
        return database == null ? List.of() : plugin.databaseStatements(facts.user(), database);
    }

    private Optional<String> callerArn(SQLException failure) {
        try {
            return Optional.of(caller.call());
        } catch (SQLException unknown) {
            failure.addSuppressed(unknown);
            return Optional.empty();
        }
    }

    private static String message(Throwable failure) {
        return Objects.requireNonNullElse(failure.getMessage(), "");
    }
}
