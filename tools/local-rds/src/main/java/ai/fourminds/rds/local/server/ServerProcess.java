package ai.fourminds.rds.local.server;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;

/** A database server that accepts connections on a port of 127.0.0.1, and ends with this JVM. Thread-safe. */
public final class ServerProcess {
    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(10);
    private static final int MAX_SOCKET_FOLDER = 85;
    private static final boolean WINDOWS =
            System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows");

    /**
     * Runs the server in the shell's own process. A background process waits for the end of standard input, which comes
     * with {@link #stop} or with the end of this JVM, even if it is killed, and then sends the signal for a fast
     * shutdown.
     */
    private static final String TIED_TO_STANDARD_INPUT = """
        exec 3<&0 </dev/null
        signal=$1; shift
        (trap '' INT TERM; cat <&3 >/dev/null; kill -"$signal" $$ 2>/dev/null) &
        exec "$@" 3<&-
        """;

    private final Process process;
    private final int port;

    private ServerProcess(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Checks whether the server accepts connections. */
    @FunctionalInterface
    public interface Readiness {
        boolean now() throws IOException;
    }

    /** Runs {@code command} to its end with {@code input} as standard input. */
    public static void run(List<String> command, String input, Path log) throws IOException {
        Process process =
                builder(ServerUser.current().readingCommand(command), log).start();
        try (var stdin = process.getOutputStream()) {
            stdin.write(input.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            // The program closed its input early; its log has the reason.
            throw failed(command, process, log, e);
        }
        if (waitFor(process) != 0) {
            throw failure(command, log);
        }
    }

    private static IOException failed(List<String> command, Process process, Path log, IOException cause)
            throws IOException {
        waitFor(process);
        IOException failure = failure(command, log);
        failure.initCause(cause);
        return failure;
    }

    /**
     * Starts a server and waits until it is ready. Retries with another port if a free port is taken before the server
     * opens it.
     *
     * @param command the command, by port
     * @param shutdownSignal the signal for a quick end, by its name without SIG
     */
    public static ServerProcess launch(
            IntFunction<List<String>> command, String shutdownSignal, Path log, Readiness readiness)
            throws IOException {
        IOException failure = new IOException("the database server finds no free port");
        for (int attempt = 0; attempt < 3; attempt++) {
            int port = freePort();
            var server = new ServerProcess(start(command.apply(port), shutdownSignal, log), port);
            if (server.becomes(readiness)) {
                return server;
            }
            failure = failure(command.apply(port), log);
            if (server.process.isAlive()) {
                server.stop();
                break;
            }
        }
        throw failure;
    }

    /** Returns false if the server ends, or is not ready in time. */
    private boolean becomes(Readiness readiness) throws IOException {
        long deadline = System.nanoTime() + START_LIMIT.toNanos();
        try {
            while (!readiness.now()) {
                if (endsWithin(Duration.ofMillis(20)) || System.nanoTime() > deadline) {
                    return false;
                }
            }
            return true;
        } catch (IOException e) {
            stop();
            throw e;
        }
    }

    /** Returns a port that is free now; another program may take it before it is used. */
    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
            return socket.getLocalPort();
        }
    }

    private static Process start(List<String> command, String shutdownSignal, Path log) throws IOException {
        List<String> tied = new ArrayList<>();
        if (!WINDOWS) {
            tied.addAll(List.of("/bin/sh", "-c", TIED_TO_STANDARD_INPUT, "local-rds", shutdownSignal));
        }
        tied.addAll(ServerUser.current().command(command));
        return builder(tied, log).start();
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

    /** Shuts the server down fast or, if that takes too long, immediately; does so even in an interrupted thread. */
    public void stop() throws IOException {
        boolean interrupted = Thread.interrupted();
        try {
            process.getOutputStream().close();
            if (WINDOWS) {
                process.destroy();
            }
            if (!endsWithin(STOP_LIMIT)) {
                process.destroyForcibly();
                waitFor(process);
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private boolean endsWithin(Duration limit) throws IOException {
        try {
            return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for the database server", e);
        }
    }

    /** Returns the failure of {@code command}, with the end of its log. */
    private static IOException failure(List<String> command, Path log) throws IOException {
        String output = Files.exists(log) ? new String(Files.readAllBytes(log), StandardCharsets.UTF_8) : "";
        List<String> lines = output.lines().toList();
        String tail = String.join("\n", lines.subList(Math.max(0, lines.size() - 15), lines.size()));
        return new IOException(Path.of(command.get(0)).getFileName() + " failed. The end of its log:\n" + tail);
    }

    private static ProcessBuilder builder(List<String> command, Path log) throws IOException {
        if (!WINDOWS && !Files.exists(log)) {
            // The log contains statements and data, so only its owner may read it.
            Files.createFile(log, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        // The JVM's working directory may be closed to the servers' user.
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(new File("/"))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().keySet().removeIf(ServerProcess::steersDatabases);
        builder.environment().put("LC_ALL", "C");
        return builder;
    }

    private static boolean steersDatabases(String variable) {
        return variable.startsWith("PG") || variable.startsWith("MYSQL") || variable.startsWith("MARIADB");
    }

    private static int waitFor(Process process) throws IOException {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for the database server", e);
        }
    }
}
