package ai.fourminds.rds.web;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
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

    /** Leads a browser there, also one whose page sent its form by a script. */
    static void lead(Context request, String there) {
        if (request.header("HX-Request") == null) {
            request.redirect(there, HttpStatus.SEE_OTHER);
        } else {
            request.header("HX-Redirect", there);
        }
    }

    /** A value in an address. */
    public static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
