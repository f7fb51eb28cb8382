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
 * The user that database servers run as: this JVM's own or, where that is root, an ordinary one, since PostgreSQL refuses
 * to run as root and no server needs to. Immutable.
 */
public final class ServerUser {
    private static final String NAME = "nobody";
    private static final String NAMESPACE = "unshare";

    /**
     * How root runs a program as somebody else. In a user namespace files stay root's, and closed to everybody else, so it
     * comes first; most containers refuse it. The others come with util-linux, coreutils and BusyBox.
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
     * The same at every call.
     *
     * @throws IOException where this JVM runs as root and cannot run anything as another user
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

    /** Whether files that this JVM makes are not the servers'. */
    public boolean isAnother() {
        return !prefix.isEmpty() && !prefix.get(0).equals(NAMESPACE);
    }

    /** {@code command} as this user; the process stays the same. */
    List<String> command(List<String> command) {
        List<String> whole = new ArrayList<>(prefix);
        whole.addAll(command);
        return whole;
    }

    /** The same with standard input through a pipe of this user's own, since it could not open root's by its name. */
    List<String> readingCommand(List<String> command) {
        if (prefix.isEmpty()) {
            return command;
        }
        List<String> whole = new ArrayList<>(List.of("/bin/sh", "-c", "cat | \"$@\"", "local-rds"));
        whole.addAll(command);
        return command(whole);
    }

    /**
     * Makes a folder for a server, closed to other users. This JVM must not write there afterwards: where it is root, that
     * user could put a link in its way.
     *
     * @param folder in a folder that was made for this run
     * @param within the names of folders to make inside of it
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

    /** Whether this user may enter {@code folder}. */
    public boolean enters(Path folder) throws IOException {
        return probe("cd \"$0\"", folder.toString()) == null;
    }

    /** Checks that this user can run {@code program} of the cache. */
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

    /** Null where the shell script succeeds as this user, else what was said. */
    private @Nullable String probe(String... script) throws IOException {
        List<String> shell = new ArrayList<>(List.of("/bin/sh", "-c"));
        shell.addAll(List.of(script));
        Process process;
        try {
            process =
                    new ProcessBuilder(command(shell)).redirectErrorStream(true).start();
        } catch (IOException e) {
            // There is no such program on this machine.
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
