package ai.fourminds.rds.cli.manual;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/**
 * Compresses text with gzip at the highest level, and with the header flag for it, as Debian requires of manual pages.
 * Stateless.
 */
public final class PackedText {
    // RFC 1952, 2.3.1: XFL.
    private static final int EXTRA_FLAGS = 8;
    private static final byte SLOWEST = 2;

    private PackedText() {}

    /** Returns the same bytes for the same text. */
    public static byte[] of(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream packing = new Best(bytes)) {
            packing.write(text.getBytes(StandardCharsets.UTF_8));
        }
        byte[] packed = bytes.toByteArray();
        packed[EXTRA_FLAGS] = SLOWEST;
        return packed;
    }

    /** The highest compression level. */
    private static final class Best extends GZIPOutputStream {
        Best(ByteArrayOutputStream out) throws IOException {
            super(out);
            def.setLevel(Deflater.BEST_COMPRESSION);
        }
    }
}
