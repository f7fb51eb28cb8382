package ai.fourminds.rds.local.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Finds the folder of files that are kept between runs, by the XDG base directory specification. Stateless. */
public final class Cache {
    private static final String NAME = "fourminds-rds";

    private Cache() {}

    /**
     * Returns the folder, which need not exist.
     *
     * @param run the folder for files that cannot be kept: root's home folder may be closed to the servers' user
     */
    public static Path directory(Map<String, String> environment, Path run) throws IOException {
        String xdg = environment.getOrDefault("XDG_CACHE_HOME", "");
        // The specification requires relative paths to be ignored.
        if (!xdg.isEmpty() && Path.of(xdg).isAbsolute()) {
            return Path.of(xdg, NAME);
        }
        Path home = Path.of(System.getProperty("user.home"), ".cache");
        ServerUser user = ServerUser.current();
        if (!user.isAnother()) {
            return home.resolve(NAME);
        }
        for (Path place : List.of(home, Path.of("/var/cache"))) {
            Path there = existing(place);
            if (Files.isWritable(there) && user.enters(there)) {
                return place.resolve(NAME);
            }
        }
        return run.resolve(NAME);
    }

    private static Path existing(Path folder) {
        Path at = folder;
        while (!Files.exists(at)) {
            at = Objects.requireNonNull(at.getParent(), "the root folder exists");
        }
        return at;
    }
}
