package ai.fourminds.rds.cli.page;

import ai.fourminds.rds.cli.failure.CommandFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.ServiceLoader;

/** The import wizard as a web page. Stateless. */
public interface WebPage {
    /** Returns the page, or fails if this distribution does not include it. */
    static WebPage installed() throws CommandFailure {
        return ServiceLoader.load(WebPage.class)
                .findFirst()
                .orElseThrow(() -> CommandFailure.usage(
                        "page-missing",
                        "There is no page on the class path.",
                        "Start it with the launcher fourminds-rds, or add the jars of lib/web to the class path."));
    }

    /**
     * Serves the page on loopback.
     *
     * @param settings the command line's settings, by name
     * @param out the folder in which exports are written
     * @param port the port to listen on, 0 for any free port
     * @param name the page's name for the connection of these settings
     * @throws CommandFailure if the port is taken, or the folder cannot be used
     */
    Served serve(Map<String, String> settings, Path out, int port, String name) throws IOException, CommandFailure;

    /** A page that is being served. Thread-safe. */
    interface Served extends AutoCloseable {
        /** Returns the address to open first; it contains the secret that authorises a browser. */
        String firstUrl();

        /** Returns the HTTP header that authorises a program to use the API. */
        String apiHeader();

        /** Interrupts running exports and stops serving. */
        @Override
        void close();
    }
}
