package ai.fourminds.rds.plugin;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Everything an engine needs for one connect.
 *
 * @param endpoint the instance's real endpoint: the name the certificate and the token speak of
 * @param dial the address to open the TCP connection to; differs from {@code endpoint} through a tunnel
 * @param database the database, or null for the engine's usual one
 * @param user the database user that is granted IAM authentication
 * @param tokens mints the password of each login, to be asked once the certificate is verified
 * @param tls how the server's certificate is verified
 * @param connectTimeout bound of TCP, TLS and login together
 * @param nativeProperties settings that are not ours, for the native driver as they are
 */
public record ConnectRequest(
        Endpoint endpoint,
        Endpoint dial,
        @Nullable String database,
        String user,
        TokenSource tokens,
        TlsTrust tls,
        Duration connectTimeout,
        Map<String, String> nativeProperties) {

    /** Copies the properties and refuses a timeout that is not positive. */
    public ConnectRequest {
        Objects.requireNonNull(endpoint, "endpoint");
        Objects.requireNonNull(dial, "dial");
        Objects.requireNonNull(user, "user");
        Objects.requireNonNull(tokens, "tokens");
        Objects.requireNonNull(tls, "tls");
        if (connectTimeout.isNegative() || connectTimeout.isZero()) {
            throw new IllegalArgumentException("connectTimeout " + connectTimeout + " is not positive");
        }
        nativeProperties = Map.copyOf(nativeProperties);
    }

    /** Names the native properties only: a value may be a secret. */
    @Override
    public String toString() {
        return "ConnectRequest[endpoint=" + endpoint + ", dial=" + dial + ", database=" + database + ", user=" + user
                + ", tls=" + tls + ", connectTimeout=" + connectTimeout + ", nativeProperties="
                + nativeProperties.keySet() + "]";
    }
}
