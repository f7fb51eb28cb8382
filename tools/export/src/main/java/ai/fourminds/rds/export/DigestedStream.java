package ai.fourminds.rds.export;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;

/** Writes to a file, and counts and digests the bytes. For one thread. */
public class DigestedStream extends FilterOutputStream {
    private final MessageDigest sha256 = Sha256.start();
    private long bytes;

    public DigestedStream(OutputStream beneath) {
        super(beneath);
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] b, int off, int len) throws IOException {
        out.write(b, off, len);
        sha256.update(b, off, len);
        bytes += len;
    }

    public long bytes() {
        return bytes;
    }

    /** Returns the SHA-256 of all bytes, in lower-case hex. Called once. */
    public String sha256() {
        return HexFormat.of().formatHex(sha256.digest());
    }
}
