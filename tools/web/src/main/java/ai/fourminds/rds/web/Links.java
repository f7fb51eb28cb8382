package ai.fourminds.rds.web;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Addresses of the page itself. Stateless. */
public final class Links {
    private Links() {}

    /** The path with those parameters that have a value, given as names and values in turn. */
    public static String to(String path, String... parameters) {
        StringBuilder link = new StringBuilder(path);
        char before = '?';
        for (int at = 0; at < parameters.length; at += 2) {
            if (!parameters[at + 1].isEmpty()) {
                link.append(before).append(parameters[at]).append('=').append(encoded(parameters[at + 1]));
                before = '&';
            }
        }
        return link.toString();
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
