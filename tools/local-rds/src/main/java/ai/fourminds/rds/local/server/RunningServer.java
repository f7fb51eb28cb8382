package ai.fourminds.rds.local.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.IntFunction;

/** A server process that accepts connections on a port of 127.0.0.1. Thread-safe. */
public final class RunningServer {
    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(10);
    private static final int MAX_SOCKET_FOLDER = 85;

    private final ServerProcess process;
    private final int port;

    private RunningServer(ServerProcess process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Checks whether a server accepts connections. */
    @FunctionalInterface
    public interface Readiness {
        boolean of(int port) throws IOException;
    }

    /**
     * Starts a server and waits until it is ready. Retries with another port if a free port is taken before the server
     * opens it.
     *
     * @param command the command, by port
     * @param shutdownSignal the signal for a quick end, by its name without SIG
     */
    public static RunningServer launch(
            IntFunction<List<String>> command, String shutdownSignal, Path log, Readiness readiness)
            throws IOException {
        IOException failure = new IOException("the database server finds no free port");
        for (int attempt = 0; attempt < 3; attempt++) {
            int port = Loopback.freePort();
            ServerProcess process = ServerProcess.start(command.apply(port), shutdownSignal, log);
            if (awaitReady(process, port, readiness)) {
                return new RunningServer(process, port);
            }
            failure = ServerProcess.failure(command.apply(port), log);
            if (!process.endsWithin(Duration.ZERO)) {
                process.stop(STOP_LIMIT);
                break;
            }
        }
        throw failure;
    }

    /** Returns false if the server ends, or is not ready in time. */
    private static boolean awaitReady(ServerProcess process, int port, Readiness readiness) throws IOException {
        long deadline = System.nanoTime() + START_LIMIT.toNanos();
        try {
            while (!readiness.of(port)) {
                if (process.endsWithin(Duration.ofMillis(20)) || System.nanoTime() > deadline) {
                    return false;
                }
            }
            return true;
        } catch (IOException e) {
            process.stop(STOP_LIMIT);
            throw e;
        }
    }

    /**
     * Returns a folder whose path leaves room for a socket's name, because its length is limited.
     *
     * @param name the socket's name
     */
    public static Path socketFolder(Path folder, String name) throws IOException {
        Path own = folder.toAbsolutePath();
        if (own.toString().getBytes(StandardCharsets.UTF_8).length > MAX_SOCKET_FOLDER) {
            throw new IOException("the working directory " + folder + " is too long a path for " + name
                    + "'s socket: choose one of at most " + MAX_SOCKET_FOLDER + " bytes");
        }
        return own;
    }

    public int port() {
        return port;
    }

    public void stop() throws IOException {
        process.stop(STOP_LIMIT);
    }
}
