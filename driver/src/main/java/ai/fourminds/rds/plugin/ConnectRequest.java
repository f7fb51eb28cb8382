package ai.fourminds.rds.plugin;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The input of an engine's connect.
 *
 * @param endpoint the instance's real endpoint, which the certificate must name and the token is signed for
 * @param dial the address to open the TCP connection to; differs from {@code endpoint} through a tunnel
 * @param database the database, or null for the engine's default
 * @param user the database user that is granted IAM authentication
 * @param tokens mints the password of each login; call it only after the certificate is verified
 * @param tls how the server's certificate is verified
 * @param connectTimeout the limit of TCP, TLS and login together
 * @param nativeProperties settings unknown to the driver, passed to the native driver unchanged
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
