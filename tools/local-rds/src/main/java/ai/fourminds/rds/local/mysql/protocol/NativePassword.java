package ai.fourminds.rds.local.mysql.protocol;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;

/** The client's side of the authentication plugin {@code mysql_native_password}. Stateless. */
final class NativePassword {
    static final String PLUGIN = "mysql_native_password";

    private NativePassword() {}

    /** Returns the proof of {@code password} for a server that sent {@code salt}. */
    static byte[] scramble(String password, Salt salt) {
        byte[] once = sha1(password.getBytes(StandardCharsets.UTF_8));
        byte[] mask = sha1(salt.bytes(), sha1(once));
        for (int i = 0; i < once.length; i++) {
            once[i] ^= mask[i];
        }
        return once;
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
