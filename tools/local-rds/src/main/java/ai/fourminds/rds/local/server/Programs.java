package ai.fourminds.rds.local.server;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Database programs, unpacked once per version into the cache. Stateless; processes may race. */
public final class Programs {
    private Programs() {}

    /** Fills an empty folder. */
    public interface Unpacking {
        void into(Path target) throws IOException;
    }

    /** The folder {@code name} of the cache, filled now if this cache does not have it. */
    public static Path unpacked(Path cache, String name, Runnable beforeUnpacking, Unpacking unpacking)
            throws IOException {
        Path home = cache.resolve(name);
        if (!Files.isDirectory(home)) {
            beforeUnpacking.run();
            Path unfinished = makeFolder(cache);
            try {
                unpacking.into(unfinished);
                // The servers may run as another user.
                TarFile.makeExecutable(unfinished);
                publish(unfinished, home);
            } finally {
                Folders.delete(unfinished);
            }
        }
        return home;
    }

    private static Path makeFolder(Path cache) throws IOException {
        try {
            Files.createDirectories(cache);
            return Files.createTempDirectory(cache, "unpacking-");
        } catch (IOException e) {
            throw new IOException(
                    "cannot keep the databases' programs in " + cache + " (" + FileFailure.reason(e)
                            + "): set XDG_CACHE_HOME to a folder that can be written to",
                    e);
        }
    }

    /** The rename is atomic: a second process finds the first one's files, which are the same. */
    private static void publish(Path unfinished, Path home) throws IOException {
        try {
            Files.move(unfinished, home);
        } catch (FileAlreadyExistsException | DirectoryNotEmptyException e) {
            if (!Files.isDirectory(home)) {
                throw e;
            }
        }
    }
}
