package ai.fourminds.rds.web;

import ai.fourminds.rds.cli.export.folder.ExistingFiles;
import ai.fourminds.rds.cli.export.folder.ExportFolder;
import ai.fourminds.rds.cli.failure.CommandFailure;
import ai.fourminds.rds.cli.page.WebPage;
import ai.fourminds.rds.web.connection.Connections;
import ai.fourminds.rds.web.export.Exports;
import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import io.javalin.util.JavalinBindException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** Serves the page with Javalin, on loopback only. Stateless. */
public final class JavalinPage implements WebPage {
    private static final String HOST = "127.0.0.1";
    private static final int THREADS = 16;
    /** Enough for ten thousand ticked tables with long names, in bytes. */
    private static final long LARGEST_FORM = 4_000_000;

    private static final Map<String, String> ASSETS = Map.of(
            "pico.min.css",
            "text/css",
            "app.css",
            "text/css",
            "htmx.min.js",
            "text/javascript",
            "app.js",
            "text/javascript");

    /** For {@link java.util.ServiceLoader}. */
    public JavalinPage() {}

    private record Running(Javalin server, Exports exports, Connections connections, Secrets secrets)
            implements Served {
        @Override
        public String firstUrl() {
            return "http://" + HOST + ":" + server.port() + Guard.FIRST + "?key=" + secrets.first();
        }

        @Override
        public String apiHeader() {
            return "Authorization: Bearer " + secrets.api();
        }

        @Override
        public void close() {
            exports.close();
            server.stop();
            connections.close();
        }
    }

    @Override
    public Served serve(Map<String, String> settings, Path out, int port, String name)
            throws IOException, CommandFailure {
        ExportFolder.prepare(out, ExistingFiles.REPLACE);
        Files.createDirectories(out);
        Path folder = out.toRealPath();
        Secrets secrets = Secrets.random();
        Connections connections = new Connections(settings, name);
        Exports exports = new Exports(folder, connections);
        AtomicInteger bound = new AtomicInteger();
        Javalin server = Javalin.create(config -> configure(config, secrets, bound, connections, exports));
        try {
            server.start(HOST, port);
        } catch (JavalinBindException e) {
            throw CommandFailure.usage(
                    "port-taken", "Port " + port + " of this machine is taken.", "Give another --port.", e);
        }
        bound.set(server.port());
        return new Running(server, exports, connections, secrets);
    }

    private static void configure(
            JavalinConfig config, Secrets secrets, AtomicInteger port, Connections connections, Exports exports) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.http.compressionStrategy = CompressionStrategy.NONE;
        config.http.maxRequestSize = LARGEST_FORM;
        config.jetty.threadPool = new QueuedThreadPool(THREADS, 2);
        // Names of databases and tables may contain a slash.
        config.jetty.modifyHttpConfiguration(http -> http.setUriCompliance(UriCompliance.from(java.util.Set.of(
                UriCompliance.Violation.AMBIGUOUS_PATH_SEPARATOR, UriCompliance.Violation.AMBIGUOUS_PATH_ENCODING))));
        Templates templates = new Templates(secrets.form());
        Guard guard = new Guard(secrets, port::get);
        config.routes.before(guard::examine);
        config.routes.get(Guard.FIRST, guard::open);
        config.routes.get("/assets/{name}", JavalinPage::asset);
        new Pages(templates, connections, exports).route(config.routes);
        new ExportPages(templates, connections, exports).route(config.routes);
        new Api(connections, exports).route(config.routes);
        config.routes.exception(Exception.class, new Faults(templates)::answer);
    }

    private static void asset(Context request) throws IOException {
        String name = request.pathParam("name");
        String type = ASSETS.get(name);
        try (InputStream in = type == null ? null : JavalinPage.class.getResourceAsStream(name)) {
            if (in == null || type == null) {
                throw new NotFoundResponse();
            }
            request.contentType(type + "; charset=utf-8").result(in.readAllBytes());
        }
    }
}
