package ai.fourminds.rds.cli.export;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A CSV in the making: {@code .part} until {@link #commit}, gone when closed before. Counts and digests in the same
 * pass. For one thread.
 */
final class CsvFile extends OutputStream {
    private final Path target;
    private final Path part;
    private final FileChannel channel;
    private final MessageDigest sha256 = newSha256();
    private long bytes;
    private boolean committed;

    private CsvFile(Path target, Path part, FileChannel channel) {
        this.target = target;
        this.part = part;
        this.channel = channel;
    }

    static CsvFile create(Path target) throws IOException {
        Path part = target.resolveSibling(target.getFileName() + ExportFolder.PART);
        // Deleted first, so that a link somebody left there is replaced and not followed.
        Files.deleteIfExists(part);
        return new CsvFile(
                target, part, FileChannel.open(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
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

    /** Makes the file whole: on the disk first, then under its name. */
    Digest commit() throws IOException {
        channel.force(true);
        channel.close();
        Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        committed = true;
        return new Digest(bytes, HexFormat.of().formatHex(sha256.digest()));
    }

    @Override
    public void close() throws IOException {
        if (!committed) {
            try {
                channel.close();
            } finally {
                Files.deleteIfExists(part);
            }
        }
    }

    private static MessageDigest newSha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
