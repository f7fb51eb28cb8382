package ai.fourminds.rds.local.server;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** Unpacks database programs into the cache, and deletes folders. Stateless; several processes may do so at once. */
public final class Folders {
    private Folders() {}

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
                makeExecutable(unfinished);
                publish(unfinished, home);
            } finally {
                delete(unfinished);
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

    /** Unpacks a tar archive, which must be decompressed. */
    public static void unpackTar(InputStream archive, Path target) throws IOException {
        var tar = new TarArchiveInputStream(new BufferedInputStream(archive));
        for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
            Path path = within(target, entry.getName());
            if (entry.isDirectory()) {
                Files.createDirectories(path);
            } else if (entry.isSymbolicLink()) {
                Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
            } else {
                Files.copy(tar, path);
                if ((entry.getMode() & 0100) != 0) {
                    makeExecutable(path);
                }
            }
        }
    }

    /** Returns the path of an archive's entry, whose folder exists then. */
    public static Path within(Path target, String entry) throws IOException {
        Path path = target.resolve(entry).normalize();
        if (!path.startsWith(target)) {
            throw new IOException("archive entry outside its folder: " + entry);
        }
        Files.createDirectories(path.getParent());
        return path;
    }

    /** Makes a file executable, on file systems with permissions. */
    public static void makeExecutable(Path file) throws IOException {
        // Not by the file's store: in a chroot the mount table may lack it.
        var view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        if (view != null) {
            view.setPermissions(PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }

    /** Deletes a folder if it exists. Deletes symbolic links without following them. */
    public static void delete(Path folder) throws IOException {
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
