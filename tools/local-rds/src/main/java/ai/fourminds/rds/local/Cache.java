package ai.fourminds.rds.local;

import java.nio.file.Path;
import java.util.Map;

/** Where things are kept between runs, by the XDG base directory specification. Stateless. */
final class Cache {
    private Cache() {}

    static Path defaultDirectory(Map<String, String> environment) {
        String xdg = environment.getOrDefault("XDG_CACHE_HOME", "");
        // The specification says to ignore relative paths.
        Path caches = !xdg.isEmpty() && Path.of(xdg).isAbsolute()
                ? Path.of(xdg)
                : Path.of(System.getProperty("user.home"), ".cache");
        return caches.resolve("fourminds-rds");
    }
}
