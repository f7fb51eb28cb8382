package ai.fourminds.rds.cli.page;

import ai.fourminds.rds.cli.failure.CommandFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** The import wizard as a page in the browser; found by {@link java.util.ServiceLoader}. Stateless. */
public interface WebPage {

    /**
     * Serves it on loopback.
     *
     * @param settings those of the command line, by setting name
     * @param out the folder below which exports are written
     * @param port where to listen, 0 for any port that is free
     * @param name what the page calls the connection that the settings describe
     * @throws CommandFailure if the port is taken, or the folder cannot be used
     */
    Served serve(Map<String, String> settings, Path out, int port, String name) throws IOException, CommandFailure;

    /** A page that is being served. Thread-safe. */
    interface Served extends AutoCloseable {
        /** The address to open first; it holds the secret that lets a browser in. */
        String firstUrl();

        /** The HTTP header that lets a program use the API. */
        String apiHeader();

        /** Interrupts the exports that run, and ends. */
        @Override
        void close();
    }
}
