package ai.fourminds.rds.local.postgresql;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Runs PostgreSQL's programs: as root in a user namespace, and never longer than this JVM. Stateless. */
final class ServerProcess {
    private static final boolean WINDOWS =
            System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows");

    /**
     * The server becomes the shell's successor; a bystander waits for the end of standard input, which comes with
     * {@link #stop} or with the death of this JVM, however violent, and then asks for a fast shutdown.
     */
    private static final String TIED_TO_STANDARD_INPUT = """
            exec 3<&0 </dev/null
            (trap '' INT; cat <&3 >/dev/null; kill -INT $$ 2>/dev/null) &
            exec "$@" 3<&-
            """;

    private final Process process;

    private ServerProcess(Process process) {
        this.process = process;
    }

    /** Runs {@code command} to its end, giving it {@code input}. */
    static void run(List<String> command, String input, Path log) throws IOException {
        Process process = builder(asOrdinaryUser(command), log).start();
        try (var stdin = process.getOutputStream()) {
            stdin.write(input.getBytes(StandardCharsets.UTF_8));
        }
        int exitCode = waitFor(process);
        if (exitCode != 0) {
            throw failure(command, log);
        }
    }

    static ServerProcess start(List<String> command, Path log) throws IOException {
        List<String> tied = new ArrayList<>();
        if (!WINDOWS) {
            tied.addAll(List.of("/bin/sh", "-c", TIED_TO_STANDARD_INPUT, "postgres"));
        }
        tied.addAll(asOrdinaryUser(command));
        return new ServerProcess(builder(tied, log).start());
    }

    /** Waits a little; true where the server has ended. */
    boolean endsWithin(Duration patience) throws IOException {
        try {
            return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for PostgreSQL", e);
        }
    }

    /** A fast shutdown, then, where that takes too long, an immediate one. */
    void stop(Duration patience) throws IOException {
        process.getOutputStream().close();
        if (WINDOWS) {
            process.destroy();
        }
        if (!endsWithin(patience)) {
            process.destroyForcibly();
            waitFor(process);
        }
    }

    static IOException failure(List<String> command, Path log) throws IOException {
        List<String> lines = Files.exists(log) ? Files.readAllLines(log, StandardCharsets.UTF_8) : List.of();
        String tail = String.join("\n", lines.subList(Math.max(0, lines.size() - 15), lines.size()));
        return new IOException(Path.of(command.get(0)).getFileName() + " failed; the end of its log:\n" + tail);
    }

    private static ProcessBuilder builder(List<String> command, Path log) {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
        builder.environment().put("LC_ALL", "C");
        return builder;
    }

    /** PostgreSQL refuses to run as root; inside a new user namespace root is nobody in particular. */
    private static List<String> asOrdinaryUser(List<String> command) {
        if (WINDOWS || !System.getProperty("user.name", "").equals("root")) {
            return command;
        }
        List<String> prefixed = new ArrayList<>(List.of("unshare", "-U"));
        prefixed.addAll(command);
        return prefixed;
    }

    private static int waitFor(Process process) throws IOException {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for PostgreSQL", e);
        }
    }
}
