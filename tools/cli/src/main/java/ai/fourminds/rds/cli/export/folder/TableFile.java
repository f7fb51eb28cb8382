package ai.fourminds.rds.cli.export.folder;

import ai.fourminds.rds.export.Compression;
import ai.fourminds.rds.export.Digest;
import ai.fourminds.rds.export.DigestedStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The file of one table. Compresses, counts and digests what is written. Named {@code .part} until {@link #commit};
 * closing it earlier deletes it. For one thread.
 */
public final class TableFile extends OutputStream {
    private final ExportFolder folder;
    private final Path target;
    private final Path part;
    private final Compression compression;
    private final FileChannel channel;
    private final DigestedStream file;
    private final PackedStream packed;
    private boolean committed;

    TableFile(ExportFolder folder, Path target, Path part, Compression compression) throws IOException {
        this.folder = folder;
        this.target = target;
        this.part = part;
        this.compression = compression;
        this.channel = Disk.create(part);
        this.file = new DigestedStream(Channels.newOutputStream(channel));
        try {
            this.packed = new PackedStream(compression, file);
        } catch (IOException e) {
            // The compressor writes its header at once, and the disk may be full.
            delete();
            throw e;
        }
    }

    @Override
    public void write(int b) throws IOException {
        packed.write(b);
    }

    @Override
    public void write(byte[] b, int off, int len) throws IOException {
        packed.write(b, off, len);
    }

    /** Completes the file and gives it its final name. The journal forces it to disk. */
    public Digest commit() throws IOException {
        packed.finish();
        file.close();
        folder.publish(part, target);
        committed = true;
        Long plain = compression == Compression.NONE ? null : Long.valueOf(packed.bytes());
        return new Digest(file.bytes(), file.sha256(), plain);
    }

    @Override
    public void close() throws IOException {
        packed.close();
        if (!committed) {
            delete();
        }
    }

    private void delete() throws IOException {
        try (channel) {
            Files.deleteIfExists(part);
        }
    }
}
