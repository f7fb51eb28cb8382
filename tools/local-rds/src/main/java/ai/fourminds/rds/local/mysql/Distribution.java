package ai.fourminds.rds.local.mysql;

import ai.fourminds.rds.local.server.MissingRequirement;
import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** MySQL or MariaDB, each in one version. Stateless. */
public sealed interface Distribution permits Mariadb, Mysql {
    String name();

    /** Returns the folder of the programs; unpacks them if {@code cache} lacks them. */
    Path unpacked(Path cache, Runnable beforeUnpacking) throws IOException;

    /**
     * Creates the data directory that a server starts from.
     *
     * @param statement run last, as root, and not written to any file
     */
    void initialise(Path home, List<String> options, String statement, Path log) throws IOException;

    Path server(Path home);

    /** Returns the server options that only this distribution has. */
    List<String> options(Path home);

    /** Returns the scripts of the sample databases. */
    List<String> samples();

    /** Returns a jar on the class path that contains {@code resource}; such jars exist for Linux on x86-64 only. */
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
        // A cached jar would stay open until the JVM ends.
        connection.setUseCaches(false);
        return connection;
    }
}
