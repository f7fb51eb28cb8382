package ai.fourminds.rds.cli.export.folder;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** What must have reached the disk before something else may. Stateless. */
final class Disk {
    private Disk() {}

    /** Returns once the folder's names are on the disk. */
    static void forceNames(Path folder) throws IOException {
        // Only POSIX systems open folders, and only they need it.
        if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    /** A new file with these bytes on the disk, still open for more; a link in its place is replaced, not followed. */
    static FileChannel write(Path file, byte[] bytes) throws IOException {
        Files.deleteIfExists(file);
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
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

    /** All of the bytes, or the channel is as long as before. They outlive the process, though not yet the machine. */
    static void append(FileChannel channel, byte[] bytes) throws IOException {
        long before = channel.size();
        try {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
        } catch (IOException e) {
            channel.truncate(before);
            throw e;
        }
    }

    /** Gives a file its final name, in one step. */
    static void rename(Path file, Path name) throws IOException {
        Files.move(file, name, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        Path folder = name.getParent();
        if (folder != null) {
            forceNames(folder);
        }
    }
}
