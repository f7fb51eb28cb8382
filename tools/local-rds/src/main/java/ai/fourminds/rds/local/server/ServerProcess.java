package ai.fourminds.rds.local.server;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** A running database server process, which ends with this JVM at the latest. Thread-safe. */
public final class ServerProcess {
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

    private ServerProcess(Process process) {
        this.process = process;
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
     * Starts a server.
     *
     * @param shutdownSignal the signal for a quick and clean end, by its name without SIG
     */
    public static ServerProcess start(List<String> command, String shutdownSignal, Path log) throws IOException {
        List<String> tied = new ArrayList<>();
        if (!WINDOWS) {
            tied.addAll(List.of("/bin/sh", "-c", TIED_TO_STANDARD_INPUT, "local-rds", shutdownSignal));
        }
        tied.addAll(ServerUser.current().command(command));
        return new ServerProcess(builder(tied, log).start());
    }

    /** Waits for at most {@code limit}; returns true if the server has ended. */
    public boolean endsWithin(Duration limit) throws IOException {
        try {
            return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for the database server", e);
        }
    }

    /** Shuts the server down fast or, if that exceeds {@code limit}, immediately. */
    public void stop(Duration limit) throws IOException {
        process.getOutputStream().close();
        if (WINDOWS) {
            process.destroy();
        }
        if (!endsWithin(limit)) {
            process.destroyForcibly();
            waitFor(process);
        }
    }

    /** Returns the failure of {@code command}, with the end of its log. */
    public static IOException failure(List<String> command, Path log) throws IOException {
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
