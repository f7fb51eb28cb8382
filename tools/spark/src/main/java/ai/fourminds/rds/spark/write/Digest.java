package ai.fourminds.rds.spark.write;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Counts and hashes what goes into a file. Used by one thread. */
final class Digest {

    private final MessageDigest sha256;
    private long bytes;

    Digest() {
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }

    OutputStream over(OutputStream file) {
        return new FilterOutputStream(file) {
            @Override
            public void write(int octet) throws IOException {
                write(new byte[] {(byte) octet}, 0, 1);
            }

            @Override
            public void write(byte[] octets, int from, int length) throws IOException {
                file.write(octets, from, length);
                sha256.update(octets, from, length);
                bytes += length;
            }
        };
    }

    long bytes() {
        return bytes;
    }

    /** Of all that was written; called once. */
    String sha256() {
        return HexFormat.of().formatHex(sha256.digest());
    }
}
