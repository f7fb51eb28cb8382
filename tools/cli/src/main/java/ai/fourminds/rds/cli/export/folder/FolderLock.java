package ai.fourminds.rds.cli.export.folder;

import ai.fourminds.rds.cli.failure.CommandFailure;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps other exports out of a folder, in this process and in others, with a locked file. The system releases the lock when
 * the process dies. For one thread.
 */
final class FolderLock implements AutoCloseable {
    static final String NAME = ExportFolder.MANIFEST + ".lock";

    // A system property, since two class loaders of a JVM share no classes.
    private static final String PROPERTY = "ai.fourminds.rds.export.writes:";

    private final Path file;
    private final String property;
    private final FileChannel channel;

    private FolderLock(Path file, String property, FileChannel channel) {
        this.file = file;
        this.property = property;
        this.channel = channel;
    }

    /** Locks a folder, or fails if another export has locked it. */
    static FolderLock take(Path folder) throws IOException, CommandFailure {
        Path file = folder.resolve(NAME);
        String property = PROPERTY + folder.toRealPath();
        // Comes first: on POSIX, a process loses its lock when it closes any descriptor of the file.
        if (System.getProperties().putIfAbsent(property, "") != null) {
            throw inUse(folder);
        }
        FileChannel channel = null;
        try {
            channel = locked(file);
        } finally {
            if (channel == null) {
                System.clearProperty(property);
            }
        }
        if (channel == null) {
            throw inUse(folder);
        }
        return new FolderLock(file, property, channel);
    }

    /** Creates and locks the file. Returns null if another process has locked it. */
    private static @Nullable FileChannel locked(Path file) throws IOException, CommandFailure {
        while (true) {
            Optional<Object> before = created(file);
            Optional<FileChannel> opened = opened(file);
            if (opened.isEmpty()) {
                continue;
            }
            FileChannel channel = opened.get();
            if (!isLocked(channel)) {
                return null;
            }
            // The other process deletes the file before it releases the lock; the open file then has no name.
            if (Objects.equals(before, key(file))) {
                return channel;
            }
            channel.close();
        }
    }

    private static Optional<Object> created(Path file) throws IOException, CommandFailure {
        try {
            Files.createFile(file);
        } catch (FileAlreadyExistsException left) {
            if (Files.isSymbolicLink(file) || Files.isDirectory(file)) {
                throw CommandFailure.usage(
                        "lock-not-a-file",
                        "'" + file + "' is a link or a folder, and no file that an export left behind.",
                        "Remove it, or name another folder with --out.");
            }
            // Another export runs, or was killed.
        }
        return key(file);
    }

    private static Optional<FileChannel> opened(Path file) throws IOException {
        try {
            return Optional.of(FileChannel.open(file, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS));
        } catch (NoSuchFileException gone) {
            return Optional.empty();
        }
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        boolean locked = false;
        try {
            locked = channel.tryLock() != null;
        } catch (OverlappingFileLockException ours) {
            return false;
        } finally {
            if (!locked) {
                channel.close();
            }
        }
        return locked;
    }

    /** Identifies the file; empty if it is deleted. Constant on Windows, where an open file cannot be deleted. */
    private static Optional<Object> key(Path file) throws IOException {
        try {
            Object key = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                    .fileKey();
            return Optional.of(key == null ? "there" : key);
        } catch (NoSuchFileException gone) {
            return Optional.empty();
        }
    }

    @Override
    public void close() throws IOException {
        try (channel) {
            Files.deleteIfExists(file);
        } finally {
            System.clearProperty(property);
        }
    }

    private static CommandFailure inUse(Path folder) {
        return CommandFailure.usage(
                "folder-in-use",
                "Another export is writing into '" + folder + "'.",
                "Wait for it to end, or name another folder with --out.");
    }
}
