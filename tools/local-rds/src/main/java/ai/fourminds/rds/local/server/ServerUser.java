package ai.fourminds.rds.local.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.StringJoiner;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The user that database servers run as: the JVM's own or, for root, an ordinary one, because PostgreSQL refuses to run
 * as root. Immutable.
 */
public final class ServerUser {
    private static final String NAME = "nobody";
    private static final String NAMESPACE = "unshare";

    /**
     * How root runs a program as another user. A user namespace comes first, because files then stay root's and closed
     * to others; most containers refuse it. The others are part of util-linux, coreutils and BusyBox.
     */
    private static final List<List<String>> WAYS = List.of(
            List.of(NAMESPACE, "-U"),
            List.of("setpriv", "--reuid=" + NAME, "--regid=65534", "--clear-groups"),
            List.of("chroot", "--userspec=" + NAME, "/"),
            List.of("su", "-s", "/bin/sh", "-c", "exec \"$0\" \"$@\"", "--", NAME));

    private static final int PROBE_SECONDS = 10;
    private static @Nullable ServerUser current;

    private final List<String> prefix;

    private ServerUser(List<String> prefix) {
        this.prefix = List.copyOf(prefix);
    }

    /**
     * Returns the user, which is the same at every call.
     *
     * @throws IOException if the JVM runs as root and cannot run programs as another user
     */
    public static synchronized ServerUser current() throws IOException {
        if (current == null) {
            boolean root = System.getProperty("user.name", "").equals("root")
                    && !System.getProperty("os.name", "")
                            .toLowerCase(Locale.ROOT)
                            .startsWith("windows");
            current = root ? insteadOfRoot(WAYS) : new ServerUser(List.of());
        }
        return current;
    }

    static ServerUser insteadOfRoot(List<List<String>> ways) throws IOException {
        var refusals = new StringJoiner("; ");
        for (List<String> way : ways) {
            var user = new ServerUser(way);
            String refusal = user.probe("test \"$(id -u)\" != 0");
            if (refusal == null) {
                return user;
            }
            refusals.add(refusal.contains(way.get(0)) ? refusal : way.get(0) + ": " + refusal);
        }
        throw new IOException("database servers do not run as root, and this machine does not let root run them as '"
                + NAME + "' (" + refusals + "): run as another user, in a container for example by --user 1000");
    }

    /** Whether the servers' user differs from the JVM's, and so does not own the JVM's files. */
    public boolean isAnother() {
        return !prefix.isEmpty() && !prefix.get(0).equals(NAMESPACE);
    }

    /** Returns the command that runs {@code command} as this user, in the same process. */
    List<String> command(List<String> command) {
        List<String> whole = new ArrayList<>(prefix);
        whole.addAll(command);
        return whole;
    }

    /** Returns the command with standard input through a pipe of this user's, who could not open root's by its name. */
    List<String> readingCommand(List<String> command) {
        if (prefix.isEmpty()) {
            return command;
        }
        List<String> whole = new ArrayList<>(List.of("/bin/sh", "-c", "cat | \"$@\"", "local-rds"));
        whole.addAll(command);
        return command(whole);
    }

    /**
     * Creates a folder for a server, closed to other users. If the JVM runs as root it must not write there afterwards,
     * because the servers' user could redirect it with a symbolic link.
     *
     * @param folder the new folder, inside a folder of this run
     * @param within the names of folders to create inside
     */
    public void makeFolder(Path folder, String... within) throws IOException {
        Files.createDirectories(folder);
        for (String name : within) {
            give(Files.createDirectory(folder.resolve(name)));
        }
        if (isAnother()) {
            Path run = Objects.requireNonNull(folder.getParent(), "the run's folder");
            Files.setPosixFilePermissions(run, PosixFilePermissions.fromString("rwx--x--x"));
            give(folder);
            demand(enters(folder), folder, "working directory");
        }
    }

    private void give(Path folder) throws IOException {
        if (isAnother()) {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
            Files.setOwner(
                    folder,
                    folder.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(NAME));
        }
    }

    public boolean enters(Path folder) throws IOException {
        return probe("cd \"$0\"", folder.toString()) == null;
    }

    /** Checks that this user can run {@code program} in the cache. */
    public void demandProgram(Path program) throws IOException {
        if (isAnother()) {
            demand(probe("test -x \"$0\"", program.toString()) == null, program, "cache (XDG_CACHE_HOME)");
        }
    }

    private static void demand(boolean reached, Path path, String choice) throws IOException {
        if (!reached) {
            throw new IOException("database servers do not run as root, and '" + NAME + "', as whom they run here,"
                    + " cannot get to " + path + ": choose a " + choice + " that every user may enter");
        }
    }

    /** Runs a shell script as this user. Returns null if it succeeds, else its output. */
    private @Nullable String probe(String... script) throws IOException {
        List<String> shell = new ArrayList<>(List.of("/bin/sh", "-c"));
        shell.addAll(List.of(script));
        Process process;
        try {
            process =
                    new ProcessBuilder(command(shell)).redirectErrorStream(true).start();
        } catch (IOException e) {
            // This machine lacks the program.
            return "not found";
        }
        try {
            process.getOutputStream().close();
            if (!process.waitFor(PROBE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return "no answer";
            }
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return process.exitValue() == 0 ? null : said.isEmpty() ? "still root" : said;
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while looking for a user to run servers as", e);
        }
    }
}
