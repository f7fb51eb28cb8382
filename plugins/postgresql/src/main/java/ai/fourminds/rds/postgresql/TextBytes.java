package ai.fourminds.rds.postgresql;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Arrays;
import org.jdbi.v3.core.Handle;
import org.postgresql.PGConnection;

/**
 * What a server sends as text. In a database of encoding SQL_ASCII that is bytes of whatever encoding their writers used:
 * where they are no UTF-8, they are read as ISO 8859-1, so that no row fails and no byte is lost. Stateless and thread-safe.
 */
final class TextBytes {

    static final String ANY = "SQL_ASCII";

    private TextBytes() {}

    /** The encoding to ask the server for. */
    static String encoding(Handle handle) throws SQLException {
        String server = handle.getConnection().unwrap(PGConnection.class).getParameterStatus("server_encoding");
        return ANY.equals(server) ? ANY : "UTF8";
    }

    /** The same array where all of it is UTF-8. */
    static byte[] utf8(byte[] bytes) {
        int valid = validUpTo(bytes, 0);
        if (valid == bytes.length) {
            return bytes;
        }
        byte[] repaired = new byte[2 * bytes.length];
        int written = 0;
        int from = 0;
        while (valid < bytes.length) {
            System.arraycopy(bytes, from, repaired, written, valid - from);
            written += valid - from;
            byte[] letter = new String(bytes, valid, 1, StandardCharsets.ISO_8859_1).getBytes(StandardCharsets.UTF_8);
            System.arraycopy(letter, 0, repaired, written, letter.length);
            written += letter.length;
            from = valid + 1;
            valid = validUpTo(bytes, from);
        }
        System.arraycopy(bytes, from, repaired, written, valid - from);
        return Arrays.copyOf(repaired, written + valid - from);
    }

    /** Where the first byte stands that begins no character of UTF-8; the length where there is none. */
    private static int validUpTo(byte[] bytes, int from) {
        int i = from;
        while (i < bytes.length) {
            int length = bytes[i] >= 0 ? 1 : sequence(bytes, i);
            if (length == 0) {
                return i;
            }
            i += length;
        }
        return i;
    }

    /** Bytes of the character of several bytes that begins here; 0 where none does (RFC 3629, section 4). */
    private static int sequence(byte[] bytes, int at) {
        int lead = bytes[at] & 0xFF;
        int length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
        if (lead < 0xC2 || lead > 0xF4 || at + length > bytes.length) {
            return 0;
        }
        int second = bytes[at + 1] & 0xFF;
        int lowest = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
        int highest = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
        if (second < lowest || second > highest) {
            return 0;
        }
        for (int i = at + 2; i < at + length; i++) {
            if ((bytes[i] & 0xC0) != 0x80) {
                return 0;
            }
        }
        return length;
    }
}
