package ai.fourminds.rds.plugins.common.login;

import ai.fourminds.rds.plugin.ConnectRequest;
import ai.fourminds.rds.plugin.Endpoint;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The parts of a request that every native driver takes: address, database, properties. Stateless and thread-safe. */
public final class NativeRequest {

    private static final String LOCAL_ADDRESS = "localSocketAddress";

    private static final Pattern HOST = Pattern.compile("[\\p{Alnum}._:%-]+");

    private NativeRequest() {}

    /**
     * Returns {@code host:port} for a native URL. Accepts only a host, because a native URL allows more in its place.
     */
    public static String address(Endpoint endpoint) throws SQLException {
        String host = endpoint.host();
        if (!HOST.matcher(host).matches()) {
            throw new SQLNonTransientConnectionException(
                    "the instance's host \"" + host + "\" is not a host name or address; see instanceHost", "08001");
        }
        return endpoint.toString();
    }

    /** Returns a database's name for the path of a native URL. */
    public static String encoded(String database) {
        return URLEncoder.encode(database, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** Returns the local address to bind to; null for any. */
    static @Nullable String localAddress(ConnectRequest request) {
        // Connector/J takes names of properties in any case.
        return request.nativeProperties().entrySet().stream()
                .filter(property -> property.getKey().equalsIgnoreCase(LOCAL_ADDRESS))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
    }

    /** Adds properties that callers may not set, with what to use instead. */
    public static void reserve(Map<String, String> reserved, String instead, String... names) {
        for (String name : names) {
            reserved.put(name, instead);
        }
    }

    /** Returns the user's native properties, without {@code reserved} ones and the local address. */
    public static Properties properties(ConnectRequest request, Set<String> reserved) {
        Set<String> left = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        left.addAll(reserved);
        left.add(LOCAL_ADDRESS);
        Properties properties = new Properties();
        request.nativeProperties().forEach((name, value) -> {
            if (!left.contains(name)) {
                properties.setProperty(name, value);
            }
        });
        return properties;
    }
}
