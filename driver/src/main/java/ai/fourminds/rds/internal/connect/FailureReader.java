package ai.fourminds.rds.internal.connect;

import ai.fourminds.rds.failure.Causes;
import ai.fourminds.rds.failure.FailureCode;
import ai.fourminds.rds.failure.RdsFailure;
import ai.fourminds.rds.fleet.RdsInstance;
import ai.fourminds.rds.internal.calls.Deadline;
import ai.fourminds.rds.internal.failure.ConnectFailures;
import ai.fourminds.rds.internal.tls.RootsFile;
import ai.fourminds.rds.plugin.ConnectRequest;
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
 */
record FailureReader(
        FleetAccess fleet, RdsInstance instance, EnginePlugin plugin, ConnectRequest request, Deadline deadline) {

    private static final Duration CALLER_TIMEOUT = Duration.ofSeconds(3);

    SQLException read(SQLException failure) {
        String user = request.user();
        ConnectFailures found = new ConnectFailures(
                instance,
                request.endpoint(),
                request.dial(),
                user,
                request.database(),
                plugin.userStatements(user),
                failure);
        // The token is minted within the login; a failure to mint it is already diagnosed.
        return Causes.first(failure, RdsFailure.class)
                .map(SQLException.class::cast)
                .or(() -> network(found))
                .or(() -> tls(found))
                .orElseGet(() -> login(found));
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

    private Optional<SQLException> network(ConnectFailures found) {
        SQLException failure = found.cause();
        Duration limit = deadline.limit();
        if (includes(failure, UnknownHostException.class, UnresolvedAddressException.class)) {
            return Optional.of(found.unknownHost());
        }
        Optional<SocketTimeoutException> timeout = Causes.first(failure, SocketTimeoutException.class);
        if (timeout.isPresent()) {
            // Only the message distinguishes a connect that timed out from a missing response.
            return Optional.of(
                    message(timeout.get()).startsWith("Connect timed out")
                            ? found.timedOut(limit)
                            : found.silent(limit));
        }
        Optional<ConnectException> refused = Causes.first(failure, ConnectException.class);
        if (refused.isPresent()) {
            // The operating system's own timeout may come before ours.
            return Optional.of(message(refused.get()).contains("timed out") ? found.timedOut(limit) : found.refused());
        }
        return includes(failure, NoRouteToHostException.class, PortUnreachableException.class)
                ? Optional.of(found.refused())
                : Optional.empty();
    }

    private Optional<SQLException> tls(ConnectFailures found) {
        SQLException failure = found.cause();
        if (includes(failure, CertificateExpiredException.class, CertificateNotYetValidException.class)) {
            return Optional.of(found.certificateExpired());
        }
        if (includes(failure, CertPathBuilderException.class, CertPathValidatorException.class)) {
            TlsTrust trust = request.tls();
            return Optional.of(found.notTrusted(
                    trust.roots().size(), RootsFile.covers(trust.roots(), instance.region()), trust.verifyHostname()));
        }
        if (Causes.include(failure, CertificateException.class)) {
            return Optional.of(found.wrongName());
        }
        if (includes(failure, EOFException.class, SocketException.class)) {
            return Optional.of(found.lost());
        }
        return Causes.first(failure, SSLException.class).map(handshake -> found.tlsFailed());
    }

    private SQLException login(ConnectFailures found) {
        SQLException failure = found.cause();
        return switch (plugin.classify(failure)) {
            case AUTHENTICATION_FAILED -> found.tokenRefused(callerArn(failure));
            case USER_NOT_IAM -> found.userNotIam();
            case TLS_NOT_OFFERED -> found.tlsNotOffered();
            case TLS_FAILED -> found.tlsDemanded();
            case UNKNOWN_DATABASE -> found.unknownDatabase();
            case DATABASE_FORBIDDEN -> found.databaseForbidden(databaseStatements(found));
            case TOO_MANY_CONNECTIONS -> found.tooManyConnections();
            case SERVER_NOT_READY -> found.notReady();
            case PROTOCOL_ERROR -> found.protocol();
            case NATIVE_PROPERTY_INVALID -> found.nativeProperty();
            default ->
                // No server error has such a cause: the native driver could not parse a property.
                includes(
                                failure,
                                IllegalArgumentException.class,
                                IndexOutOfBoundsException.class,
                                DateTimeException.class)
                        ? found.nativeProperty()
                        : found.other();
        };
    }

    private List<String> databaseStatements(ConnectFailures found) {
        String database = found.database();
        return database == null ? List.of() : plugin.databaseStatements(found.user(), database);
    }

    private Optional<String> callerArn(SQLException failure) {
        try {
            return Optional.of(fleet.caller(deadline.within(CALLER_TIMEOUT)).arn());
        } catch (SQLException unknown) {
            failure.addSuppressed(unknown);
            return Optional.empty();
        }
    }

    private static String message(Throwable failure) {
        return Objects.requireNonNullElse(failure.getMessage(), "");
    }
}
