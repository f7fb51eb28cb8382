package ai.fourminds.rds.plugin;

import java.util.Objects;

/**
 * A host name or address with a TCP port.
 *
 * @param host an IPv6 address without the brackets of a URL
 */
public record Endpoint(String host, int port) {

    /** Takes brackets off an IPv6 address; refuses an empty host and a port outside 1 to 65535. */
    public Endpoint {
        Objects.requireNonNull(host, "host");
        if (host.startsWith("[") && host.endsWith("]")) {
            host = host.substring(1, host.length() - 1);
        }
        if (host.isBlank()) {
            throw new IllegalArgumentException("host is empty");
        }
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("port " + port + " is outside 1..65535");
        }
    }

    /**
     * {@code host:port}, as it is signed into a token and shown in messages; {@code [::1]:5432} for an IPv6 address.
     */
    @Override
    public String toString() {
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
    }
}
