package ai.fourminds.rds.local.mysql.protocol;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;

/** The client's side of {@code caching_sha2_password}, MySQL's default authentication plugin since 8.0. Stateless. */
final class CachingSha2Password {
    static final String PLUGIN = "caching_sha2_password";

    private CachingSha2Password() {}

    /** Returns the proof of {@code password} for a server that sent {@code salt} and has the password in its cache. */
    static byte[] scramble(String password, Salt salt) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] once = digest.digest(password.getBytes(StandardCharsets.UTF_8));
            digest.update(digest.digest(once));
            return masked(once, digest.digest(salt.bytes()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Returns the password, encrypted with the public key, for a server that does not have it in its cache. */
    static byte[] encrypted(String password, Salt salt, String publicKeyPem) {
        byte[] clear = password.getBytes(StandardCharsets.UTF_8);
        byte[] masked = masked(Arrays.copyOf(clear, clear.length + 1), salt.bytes());
        try {
            byte[] key = Base64.getMimeDecoder().decode(publicKeyPem.replaceAll("-----[A-Z ]+-----", ""));
            Cipher cipher = Cipher.getInstance("RSA/ECB/OAEPWithSHA-1AndMGF1Padding");
            cipher.init(Cipher.ENCRYPT_MODE, KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(key)));
            return cipher.doFinal(masked);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the database's public key is of no use", e);
        }
    }

    private static byte[] masked(byte[] bytes, byte[] mask) {
        byte[] masked = bytes.clone();
        for (int i = 0; i < masked.length; i++) {
            masked[i] ^= mask[i % mask.length];
        }
        return masked;
    }
}
