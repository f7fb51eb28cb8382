package ai.fourminds.rds.internal.settings;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** RFC 3986 percent-decoding in UTF-8. Unlike form decoding it leaves {@code +} alone: secret keys hold it. Stateless. */
final class PercentDecoder {

    private PercentDecoder() {}

    /** The decoded text; empty when an escape is incomplete or the bytes are not UTF-8. */
    static Optional<String> decode(String text) {
        if (text.indexOf('%') < 0) {
            return Optional.of(text);
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        var decoded = new ByteArrayOutputStream(bytes.length);
        for (int at = 0; at < bytes.length; at++) {
            if (bytes[at] != '%') {
                decoded.write(bytes[at]);
                continue;
            }
            int value = at + 2 < bytes.length ? hex(bytes[at + 1]) * 16 + hex(bytes[at + 2]) : -1;
            if (value < 0 || hex(bytes[at + 1]) < 0 || hex(bytes[at + 2]) < 0) {
                return Optional.empty();
            }
            decoded.write(value);
            at += 2;
        }
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(decoded.toByteArray()))
                    .toString());
        } catch (CharacterCodingException notUtf8) {
            return Optional.empty();
        }
    }

    private static int hex(byte digit) {
        return Character.digit(digit, 16);
    }
}
