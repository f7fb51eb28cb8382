package ai.fourminds.rds.cli.export.file;

import ai.fourminds.rds.export.DigestedStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Writes a new file, and counts and digests its bytes. For one thread. */
public final class PartFile extends DigestedStream {
    private final FileChannel channel;

    private PartFile(FileChannel channel) {
        super(Channels.newOutputStream(channel));
        this.channel = channel;
    }

    public static PartFile create(Path path) throws IOException {
        // Deleted first, so that a symbolic link of this name is replaced, not followed.
        Files.deleteIfExists(path);
        return new PartFile(FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
    }

    /** Forces the file to disk. */
    public void force() throws IOException {
        channel.force(true);
    }
}
