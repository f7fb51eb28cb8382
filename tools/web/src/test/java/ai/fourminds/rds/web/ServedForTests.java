package ai.fourminds.rds.web;

import ai.fourminds.rds.cli.page.WebPage;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A page that a test serves, and the requests it makes of it. For one thread. */
final class ServedForTests implements AutoCloseable {
    static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Pattern CSRF = Pattern.compile("name=\"csrf\" value=\"([^\"]+)\"");

    final WebPage.Served page;
    final URI base;
    final String cookie;

    ServedForTests(Map<String, String> settings, Path out) throws Exception {
        this(settings, out, "Local RDS");
    }

    ServedForTests(Map<String, String> settings, Path out, String name) throws Exception {
        page = WebPage.installed().serve(settings, out, 0, name);
        base = URI.create(page.firstUrl()).resolve("/");
        cookie = send(HttpRequest.newBuilder(URI.create(page.firstUrl())))
                .headers()
                .firstValue("Set-Cookie")
                .orElseThrow()
                .replaceAll(";.*", "");
    }

    static HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(base.resolve(path)).header("Cookie", cookie);
    }

    HttpResponse<String> get(String path) {
        return send(request(path));
    }

    HttpResponse<String> post(String path, Map<String, String> form) {
        return send(request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(encoded(form))));
    }

    static String encoded(Map<String, String> form) {
        StringBuilder body = new StringBuilder();
        form.forEach((name, value) ->
                body.append('&').append(name).append('=').append(URLEncoder.encode(value, StandardCharsets.UTF_8)));
        return body.substring(1);
    }

    String csrf() {
        Matcher matcher = CSRF.matcher(get("/configure").body());
        if (!matcher.find()) {
            throw new AssertionError("no form");
        }
        return matcher.group(1);
    }

    /** A request with headers that HTTP clients do not let one choose; the whole answer. */
    String raw(String... lines) throws IOException {
        try (Socket socket = new Socket(base.getHost(), base.getPort())) {
            socket.getOutputStream()
                    .write((String.join("\r\n", lines) + "\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.UTF_8));
            StringBuilder answer = new StringBuilder();
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                answer.append(line).append('\n');
            }
            return answer.toString();
        }
    }

    String host() {
        return base.getHost() + ":" + base.getPort();
    }

    @Override
    public void close() {
        page.close();
    }
}
