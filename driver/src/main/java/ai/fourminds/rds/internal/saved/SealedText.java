package ai.fourminds.rds.internal.saved;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/**
 * Saved connections as encrypted text: a first line that names the format, then base64 of a nonce and AES-256-GCM over
 * names and values, authenticated together with that line. Stateless.
 */
final class SealedText {

    static final String TITLE = "fourminds-rds saved connections, version 1";

    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private SealedText() {}

    static boolean isOurs(String text) {
        return text.startsWith(TITLE + "\n");
    }

    static String seal(Map<String, Map<String, String>> connections, SecretKey key) throws GeneralSecurityException {
        byte[] nonce = new byte[NONCE_BYTES];
        new SecureRandom().nextBytes(nonce);
        byte[] sealed = cipher(Cipher.ENCRYPT_MODE, key, nonce).doFinal(write(connections));
        byte[] all = Arrays.copyOf(nonce, nonce.length + sealed.length);
        System.arraycopy(sealed, 0, all, nonce.length, sealed.length);
        Base64.Encoder lines = Base64.getMimeEncoder(76, new byte[] {'\n'});
        return TITLE + "\n" + lines.encodeToString(all) + "\n";
    }

    /** @throws GeneralSecurityException if the text was changed or encrypted with another key */
    static Map<String, Map<String, String>> open(String text, SecretKey key) throws GeneralSecurityException {
        byte[] all;
        try {
            all = Base64.getDecoder()
                    .decode(text.substring(TITLE.length()).replace("\n", "").replace("\r", ""));
        } catch (IllegalArgumentException notBase64) {
            throw new GeneralSecurityException("not base64", notBase64);
        }
        // The cipher itself throws no checked exception for input shorter than a tag.
        if (all.length < NONCE_BYTES + TAG_BITS / 8) {
            throw new GeneralSecurityException("too short");
        }
        byte[] nonce = Arrays.copyOf(all, NONCE_BYTES);
        return read(cipher(Cipher.DECRYPT_MODE, key, nonce).doFinal(all, NONCE_BYTES, all.length - NONCE_BYTES));
    }

    private static Cipher cipher(int mode, SecretKey key, byte[] nonce) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(TITLE.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    private static byte[] write(Map<String, Map<String, String>> connections) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(connections.size());
            for (Map.Entry<String, Map<String, String>> connection : connections.entrySet()) {
                text(out, connection.getKey());
                out.writeInt(connection.getValue().size());
                for (Map.Entry<String, String> setting : connection.getValue().entrySet()) {
                    text(out, setting.getKey());
                    text(out, setting.getValue());
                }
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    private static void text(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    static Map<String, Map<String, String>> read(byte[] bytes) throws GeneralSecurityException {
        Map<String, Map<String, String>> connections = new TreeMap<>();
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            int count = in.readInt();
            for (int connection = 0; connection < count; connection++) {
                Map<String, String> settings = new TreeMap<>();
                connections.put(text(in), settings);
                int size = in.readInt();
                for (int setting = 0; setting < size; setting++) {
                    settings.put(text(in), text(in));
                }
            }
        } catch (IOException incomplete) {
            throw new GeneralSecurityException("incomplete", incomplete);
        }
        return connections;
    }

    private static String text(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < 0) {
            throw new IOException("text of negative length");
        }
        byte[] bytes = in.readNBytes(length);
        if (bytes.length != length) {
            throw new IOException("text ends early");
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
