package ai.fourminds.rds.postgresql.catalogue;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.postgresql.PGConnection;

/**
 * Converts a server's text to UTF-8. In a database of encoding SQL_ASCII, text is in any encoding that its writers
 * used: bytes that are not UTF-8 are read as ISO 8859-1, so that no row fails and no byte is lost. The same holds for
 * bytes that a Windows code page does not define, which servers store and cannot convert. Stateless and thread-safe.
 */
public final class TextBytes {

    static final String ANY = "SQL_ASCII";

    private static final String UTF8 = "UTF8";

    /** Charsets by PostgreSQL's names, as far as this JVM has them. */
    private static final Map<String, Charset> CODE_PAGES = IntStream.rangeClosed(1250, 1258)
            .mapToObj(Integer::toString)
            .filter(number -> Charset.isSupported("windows-" + number))
            .collect(Collectors.toUnmodifiableMap(
                    number -> "WIN" + number, number -> Charset.forName("windows-" + number)));

    private static final char UNDEFINED = '\uFFFD';

    private TextBytes() {}

    /** Returns the encoding to request from the server. */
    static String encoding(Handle handle) throws SQLException {
        String server = handle.getConnection().unwrap(PGConnection.class).getParameterStatus("server_encoding");
        return server != null && (server.equals(ANY) || CODE_PAGES.containsKey(server)) ? server : UTF8;
    }

    /** Returns whether the server sends unconverted bytes, which need {@link #utf8(byte[], String, Runnable)}. */
    static boolean isRaw(String encoding) {
        return !encoding.equals(UTF8);
    }

    /** Converts a row of this encoding; calls {@code odd} if the row holds bytes that the encoding does not define. */
    public static byte[] utf8(byte[] bytes, String encoding, Runnable odd) {
        Charset page = CODE_PAGES.get(encoding);
        if (page == null) {
            byte[] utf8 = encoding.equals(ANY) ? utf8(bytes) : bytes;
            if (utf8 != bytes) {
                odd.run();
            }
            return utf8;
        }
        char[] text = new String(bytes, page).toCharArray();
        boolean explained = true;
        for (int i = 0; i < text.length; i++) {
            if (text[i] == UNDEFINED) {
                text[i] = (char) (bytes[i] & 0xFF);
                explained = false;
            }
        }
        if (!explained) {
            odd.run();
        }
        return new String(text).getBytes(StandardCharsets.UTF_8);
    }

    /** Returns the same array if all of it is UTF-8. */
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

    /** Returns the position of the first byte that begins no UTF-8 character; the length if there is none. */
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

    /** Returns the length of the multibyte character that begins here; 0 if none does (RFC 3629, section 4). */
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
