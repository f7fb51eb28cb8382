package ai.fourminds.rds.plugins.mysql;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Writes the token where the driver writes its stand-in, once; passes everything else on as it is. Drivers write a packet of
 * the login in one piece. Used by the connecting thread, later by one thread at a time.
 */
final class TokenOutput extends FilterOutputStream {

    private byte @Nullable [] standIn;
    private byte @Nullable [] token;

    /** Both arrays are of one length, and become zeros when the login ends. */
    TokenOutput(OutputStream out, byte[] standIn, byte[] token) {
        super(out);
        this.standIn = standIn;
        this.token = token;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        byte[] sought = standIn;
        byte[] substitute = token;
        if (sought == null || substitute == null) {
            out.write(bytes, offset, length);
            return;
        }
        int at = find(sought, bytes, offset, offset + length);
        if (isForgotten(sought)) {
            drop();
        } else if (at >= 0) {
            substitute(bytes, offset, length, at - offset, substitute);
            drop();
            return;
        }
        out.write(bytes, offset, length);
    }

    private void substitute(byte[] bytes, int offset, int length, int at, byte[] substitute) throws IOException {
        byte[] copy = Arrays.copyOfRange(bytes, offset, offset + length);
        System.arraycopy(substitute, 0, copy, at, substitute.length);
        try {
            out.write(copy, 0, length);
        } finally {
            Arrays.fill(copy, (byte) 0);
        }
    }

    private void drop() {
        standIn = null;
        token = null;
    }

    private static boolean isForgotten(byte[] standIn) {
        return standIn.length == 0 || standIn[0] == 0;
    }

    private static int find(byte[] sought, byte[] bytes, int from, int to) {
        for (int i = from; i + sought.length <= to; i++) {
            if (Arrays.equals(bytes, i, i + sought.length, sought, 0, sought.length)) {
                return i;
            }
        }
        return -1;
    }
}
