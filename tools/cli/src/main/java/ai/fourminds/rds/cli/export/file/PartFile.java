package ai.fourminds.rds.cli.export.file;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.HexFormat;

/** A new file's bytes, counted and digested as they are written. For one thread. */
public final class PartFile extends OutputStream {
    private final FileChannel channel;
    private final MessageDigest sha256 = Sha256.start();
    private long bytes;

    private PartFile(FileChannel channel) {
        this.channel = channel;
    }

    public static PartFile create(Path path) throws IOException {
        // Deleted first, so that a link somebody left there is replaced and not followed.
        Files.deleteIfExists(path);
        return new PartFile(FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] b, int off, int len) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(b, off, len);
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
        sha256.update(b, off, len);
        bytes += len;
    }

    /** Returns once all is on the disk. */
    public void force() throws IOException {
        channel.force(true);
    }

    public long bytes() {
        return bytes;
    }

    /** Of all bytes; once. */
    public String sha256() {
        return HexFormat.of().formatHex(sha256.digest());
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
