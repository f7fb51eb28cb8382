package ai.fourminds.rds.cli.export.folder;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Writes files so that they survive a crash of the machine. Stateless. */
final class Disk {
    private static final int AT_ONCE = 16;

    private Disk() {}

    /** Forces a folder's file names to disk. */
    static void forceNames(Path folder) throws IOException {
        // Other systems than POSIX cannot open folders, and do not need this.
        if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    /**
     * Forces files to disk, many at a time: those that wait together cost the file system one write of its own journal. Returns
     * the failures.
     */
    static Map<Path, IOException> force(Collection<Path> files) {
        Map<Path, IOException> failures = new ConcurrentHashMap<>();
        ExecutorService threads = Executors.newFixedThreadPool(Math.max(1, Math.min(AT_ONCE, files.size())));
        try {
            CompletableFuture.allOf(files.stream()
                            .map(file -> CompletableFuture.runAsync(() -> force(file, failures), threads))
                            .toArray(CompletableFuture[]::new))
                    .join();
        } finally {
            threads.shutdown();
        }
        return failures;
    }

    private static void force(Path file, Map<Path, IOException> failures) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        } catch (IOException e) {
            failures.put(file, e);
        }
    }

    /** Creates a file; replaces an earlier one, or a symbolic link of this name. */
    static FileChannel create(Path file) throws IOException {
        Files.deleteIfExists(file);
        return FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }

    /** Creates a file with these bytes, forces it to disk, and returns it open. */
    static FileChannel write(Path file, byte[] bytes) throws IOException {
        FileChannel channel = create(file);
        try {
            append(channel, bytes);
            channel.force(true);
            return channel;
        } catch (IOException e) {
            try (channel) {
                Files.deleteIfExists(file);
            }
            throw e;
        }
    }

    /** Appends all bytes, or leaves the file as it was. Does not force them to disk. */
    static void append(FileChannel channel, byte[] bytes) throws IOException {
        long before = channel.size();
        try {
            Channels.newOutputStream(channel).write(bytes);
        } catch (IOException e) {
            channel.truncate(before);
            throw e;
        }
    }

    /** Renames a file atomically, and forces the new name to disk. */
    static void rename(Path file, Path name) throws IOException {
        Files.move(file, name, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        Path folder = name.getParent();
        if (folder != null) {
            forceNames(folder);
        }
    }
}
