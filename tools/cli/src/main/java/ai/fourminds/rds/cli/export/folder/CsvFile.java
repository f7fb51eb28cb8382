package ai.fourminds.rds.cli.export.folder;

import ai.fourminds.rds.cli.export.file.PackedStream;
import ai.fourminds.rds.cli.export.file.PartFile;
import ai.fourminds.rds.export.Compression;
import ai.fourminds.rds.export.Digest;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * An unfinished CSV file: {@code .part} until {@link #commit}, gone when closed before. Compressed, counted and digested in
 * the same pass. For one thread.
 */
public final class CsvFile extends OutputStream {
    private final ExportFolder folder;
    private final Path target;
    private final Path part;
    private final Compression compression;
    private final PartFile file;
    private final PackedStream packed;
    private boolean committed;

    private CsvFile(
            ExportFolder folder, Path target, Path part, Compression compression, PartFile file, PackedStream packed) {
        this.folder = folder;
        this.target = target;
        this.part = part;
        this.compression = compression;
        this.file = file;
        this.packed = packed;
    }

    static CsvFile create(ExportFolder folder, Path target, Path part, Compression compression) throws IOException {
        PartFile file = PartFile.create(part);
        try {
            return new CsvFile(folder, target, part, compression, file, new PackedStream(compression, file));
        } catch (IOException e) {
            // The first bytes of a compressed file are written at once, and the disk may be full already.
            try (file) {
                Files.deleteIfExists(part);
            }
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

    /** Makes the file whole: on the disk first, then under its name. */
    public Digest commit() throws IOException {
        packed.finish();
        file.force();
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
            try (file) {
                Files.deleteIfExists(part);
            }
        }
    }
}
