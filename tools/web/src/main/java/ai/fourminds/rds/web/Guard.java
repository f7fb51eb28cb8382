package ai.fourminds.rds.web;

import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.HttpStatus;
import io.javalin.http.SameSite;
import java.util.Set;
import java.util.function.IntSupplier;

/**
 * Authorises each request before any other handler, and sets headers that restrict the browser. Thread-safe.
 *
 * @param secrets the secrets that authorise requests
 * @param port returns the port that the page listens on
 */
record Guard(Secrets secrets, IntSupplier port) {
    static final String FIRST = "/open";
    private static final String COOKIE = "fourminds-rds-";
    private static final String BEARER = "Bearer ";
    private static final Set<String> SAFE = Set.of("GET", "HEAD");
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
                    + " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    void examine(Context request) {
        headers(request);
        String fault = fault(request);
        if (!fault.isEmpty()) {
            request.status(HttpStatus.FORBIDDEN)
                    .contentType("text/plain; charset=utf-8")
                    .result(fault + "\n");
            request.skipRemainingHandlers();
        }
    }

    /**
     * Sets the browser's cookie. The refresh is a request of the page itself, with which browsers send a strict cookie.
     */
    void open(Context request) {
        if (!Secrets.matches(secrets.first(), request.queryParam("key"))) {
            request.status(HttpStatus.FORBIDDEN).result("This is not the address that the terminal shows.\n");
            return;
        }
        Cookie cookie = new Cookie(cookieName(), secrets.cookie());
        cookie.setPath("/");
        cookie.setHttpOnly(true);
        cookie.setSameSite(SameSite.STRICT);
        request.cookie(cookie);
        request.html("<!doctype html><html lang=\"en\"><title>Fourminds RDS</title>"
                + "<meta http-equiv=\"refresh\" content=\"0;url=/\"><a href=\"/\">Fourminds RDS</a></html>");
    }

    private String fault(Context request) {
        Set<String> hosts = Set.of("127.0.0.1:" + port.getAsInt(), "localhost:" + port.getAsInt());
        String host = String.valueOf(request.header("Host"));
        // With DNS rebinding a foreign host name leads to this address, and its scripts would have the page's origin.
        if (!hosts.contains(host)) {
            return "This page is served for " + String.join(" and ", hosts) + " only.";
        }
        boolean safe = SAFE.contains(request.req().getMethod());
        String origin = request.header("Origin");
        String site = request.header("Sec-Fetch-Site");
        if ((origin != null && !origin.equals("http://" + host))
                || (!safe && site != null && !site.equals("same-origin"))) {
            return "Other sites may not use this page.";
        }
        if (request.path().equals(FIRST)) {
            return "";
        }
        String authorization = request.header("Authorization");
        if (request.path().startsWith("/api/") && authorization != null) {
            return authorization.startsWith(BEARER)
                            && Secrets.matches(secrets.api(), authorization.substring(BEARER.length()))
                    ? ""
                    : "The token is not that of this start; see fourminds-rds web --api-header.";
        }
        if (!Secrets.matches(secrets.cookie(), request.cookie(cookieName()))) {
            return "Open the address that the terminal shows.";
        }
        return safe || Secrets.matches(secrets.form(), formSecret(request))
                ? ""
                : "This form is of an earlier start. Load the page again.";
    }

    private static String formSecret(Context request) {
        String header = request.header("X-CSRF-Token");
        return header != null ? header : String.valueOf(request.formParam("csrf"));
    }

    /** Returns a name with the port, because browsers share cookies between the ports of a host. */
    private String cookieName() {
        return COOKIE + port.getAsInt();
    }

    private static void headers(Context request) {
        request.header("Content-Security-Policy", POLICY)
                .header("X-Frame-Options", "DENY")
                .header("X-Content-Type-Options", "nosniff")
                .header("Referrer-Policy", "same-origin")
                .header("Cross-Origin-Opener-Policy", "same-origin")
                .header("Cross-Origin-Resource-Policy", "same-origin")
                .header("Cache-Control", "no-store");
    }
}
