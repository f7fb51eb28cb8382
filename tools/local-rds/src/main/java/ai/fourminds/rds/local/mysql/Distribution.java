package ai.fourminds.rds.local.mysql;

import ai.fourminds.rds.local.server.MissingRequirement;
import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** A member of the MySQL family, in the one version that is at hand. Stateless. */
sealed interface Distribution permits Mariadb, Mysql {
    String name();

    /** The folder with the programs, unpacked now if {@code cache} does not have it. */
    Path unpacked(Path cache, Runnable beforeUnpacking) throws IOException;

    /**
     * Makes the data that a server starts from.
     *
     * @param statement run last, as root, and nowhere to be read
     */
    void initialise(Path home, List<String> options, String statement, Path log) throws IOException;

    Path server(Path home);

    /** What only this one takes. */
    List<String> options(Path home);

    /** The scripts that make the sample databases. */
    List<String> samples();

    /** A jar of the class path that holds {@code resource}, for which there is none but Linux on x86-64. */
    static JarURLConnection jarWith(String resource, String name) throws IOException {
        String system = System.getProperty("os.name", "") + " " + System.getProperty("os.arch", "");
        if (!system.toLowerCase(Locale.ROOT).equals("linux amd64")) {
            throw new MissingRequirement(name + " runs on Linux on x86-64 only, not on " + system);
        }
        if (Files.exists(Path.of("/etc/alpine-release"))) {
            throw new MissingRequirement(name + " needs the GNU C library, which Alpine Linux does not have");
        }
        URL url = Distribution.class.getResource("/" + resource);
        if (url == null || !(url.openConnection() instanceof JarURLConnection connection)) {
            throw new MissingRequirement(name + "'s programs are not on the class path: " + resource);
        }
        // A cached jar would stay open as long as the JVM.
        connection.setUseCaches(false);
        return connection;
    }
}
