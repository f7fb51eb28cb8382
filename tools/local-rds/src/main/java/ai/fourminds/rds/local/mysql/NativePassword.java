package ai.fourminds.rds.local.mysql;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Locale;

/** The authentication plugin {@code mysql_native_password}, both sides of it. Stateless. */
final class NativePassword {
    static final String PLUGIN = "mysql_native_password";

    private NativePassword() {}

    /** What proves knowledge of {@code password} to the server that sent {@code salt}. */
    static byte[] scramble(String password, Salt salt) {
        byte[] once = sha1(password.getBytes(StandardCharsets.UTF_8));
        byte[] mask = sha1(salt.bytes(), sha1(once));
        for (int i = 0; i < once.length; i++) {
            once[i] ^= mask[i];
        }
        return once;
    }

    /** How the server keeps {@code password}. */
    static String stored(String password) {
        byte[] twice = sha1(sha1(password.getBytes(StandardCharsets.UTF_8)));
        return "*" + HexFormat.of().formatHex(twice).toUpperCase(Locale.ROOT);
    }

    private static byte[] sha1(byte[]... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-1");
            for (byte[] part : parts) {
                digest.update(part);
            }
            return digest.digest();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has SHA-1", e);
        }
    }
}
