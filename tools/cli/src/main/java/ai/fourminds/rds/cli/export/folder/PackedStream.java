package ai.fourminds.rds.cli.export.folder;

import ai.fourminds.rds.export.Compression;
import io.airlift.compress.zstd.ZstdOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/** Compresses bytes into another stream, which it neither flushes nor closes. Complete after {@link #finish}. For one thread. */
public final class PackedStream extends OutputStream {
    private static final int BUFFER = 64 * 1024;

    private final OutputStream packer;
    private long bytes;

    public PackedStream(Compression compression, OutputStream beneath) throws IOException {
        this.packer = switch (compression) {
            case NONE -> new Plain(beneath);
            case GZIP -> new FastGzip(beneath);
            case ZSTD -> new ZstdOutputStream(new Plain(beneath));
        };
    }

    @Override
    public void write(int b) throws IOException {
        packer.write(b);
        bytes++;
    }

    @Override
    public void write(byte[] b, int off, int len) throws IOException {
        packer.write(b, off, len);
        bytes += len;
    }

    /** Writes the buffered bytes and the format's trailer. */
    public void finish() throws IOException {
        if (packer instanceof GZIPOutputStream gzip) {
            gzip.finish();
        } else {
            packer.close();
        }
    }

    /** Returns the number of bytes before compression. */
    public long bytes() {
        return bytes;
    }

    /** Frees the compressor's memory without writing a trailer. */
    @Override
    public void close() {
        if (packer instanceof FastGzip gzip) {
            gzip.free();
        }
    }

    /** Writes bytes unchanged, in the same pieces; neither flushes nor closes the other stream. */
    private static final class Plain extends FilterOutputStream {
        Plain(OutputStream beneath) {
            super(beneath);
        }

        @Override
        public void write(byte[] b, int off, int len) throws IOException {
            out.write(b, off, len);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }

    /** The JDK's gzip at its fastest level, so that the database does not wait for compression. */
    private static final class FastGzip extends GZIPOutputStream {
        FastGzip(OutputStream beneath) throws IOException {
            super(beneath, BUFFER);
            def.setLevel(Deflater.BEST_SPEED);
        }

        void free() {
            def.end();
        }
    }
}
