package ai.fourminds.rds.local;

import ai.fourminds.rds.local.server.ServerUser;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** Where things are kept between runs, by the XDG base directory specification. Stateless. */
final class Cache {
    private Cache() {}

    static Path defaultDirectory(Map<String, String> environment) throws IOException {
        String xdg = environment.getOrDefault("XDG_CACHE_HOME", "");
        // The specification says to ignore relative paths.
        Path caches = !xdg.isEmpty() && Path.of(xdg).isAbsolute() ? Path.of(xdg) : caches();
        return caches.resolve("fourminds-rds");
    }

    /** Root's home folder is closed to the user that the servers then run as. */
    private static Path caches() throws IOException {
        return ServerUser.current().isAnother()
                ? Path.of("/var/cache")
                : Path.of(System.getProperty("user.home"), ".cache");
    }
}
