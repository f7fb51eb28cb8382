package ai.fourminds.rds.plugin;

import java.util.Objects;

/** A host name or address with a TCP port. */
public record Endpoint(String host, int port) {

    /** Refuses an empty host and a port outside 1 to 65535. */
    public Endpoint {
        Objects.requireNonNull(host, "host");
        if (host.isBlank()) {
            throw new IllegalArgumentException("host is empty");
        }
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("port " + port + " is outside 1..65535");
        }
    }

    /** {@code host:port}, as it is signed into a token and shown in messages. */
    @Override
    public String toString() {
        return host + ":" + port;
    }
}
