package ai.fourminds.rds.web;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Builds links within the page. Stateless. */
public final class Links {
    private Links() {}

    /** Returns the path with the parameters that have a value; names and values alternate. */
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

    /** Redirects a browser, also if a script of the page sent the form. */
    static void lead(Context request, String there) {
        if (request.header("HX-Request") == null) {
            request.redirect(there, HttpStatus.SEE_OTHER);
        } else {
            request.header("HX-Redirect", there);
        }
    }

    /** Encodes a value for a link. */
    public static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
