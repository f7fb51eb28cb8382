package ai.fourminds.rds.postgresql.catalogue;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
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
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        CharBuffer decoded = CharBuffer.allocate(512);
        skipUtf8(in, decoder, decoded);
        if (!in.hasRemaining()) {
            return bytes;
        }
        ByteArrayOutputStream repaired = new ByteArrayOutputStream(2 * bytes.length);
        int from = 0;
        while (in.hasRemaining()) {
            repaired.write(bytes, from, in.position() - from);
            repaired.writeBytes(Character.toString(in.get() & 0xFF).getBytes(StandardCharsets.UTF_8));
            from = in.position();
            skipUtf8(in, decoder, decoded);
        }
        repaired.write(bytes, from, bytes.length - from);
        return repaired.toByteArray();
    }

    /** Moves to the first byte that begins no UTF-8 character. */
    private static void skipUtf8(ByteBuffer in, CharsetDecoder decoder, CharBuffer decoded) {
        decoder.reset();
        do {
            decoded.clear();
        } while (decoder.decode(in, decoded, true).isOverflow());
    }
}
