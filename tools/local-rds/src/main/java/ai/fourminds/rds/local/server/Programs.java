package ai.fourminds.rds.local.server;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Unpacks database programs into the cache, once per version. Stateless; several processes may do so at once. */
public final class Programs {
    private Programs() {}

    public interface Unpacking {
        void into(Path target) throws IOException;
    }

    /** Returns the folder {@code name} of the cache; fills it if the cache lacks it. */
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

    /** Renames the folder atomically. If another process was faster, its identical files are used. */
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
