package ai.fourminds.rds.local.mysql.protocol;

import ai.fourminds.rds.local.iam.Hashes;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import javax.crypto.Cipher;

/** The client's proofs of a password, of the two authentication plugins that servers ask for. Stateless. */
final class Proofs {
    static final String NATIVE = "mysql_native_password";
    /** MySQL's default authentication plugin since 8.0. */
    static final String CACHING_SHA2 = "caching_sha2_password";

    private Proofs() {}

    /** Returns the proof by {@link #NATIVE} for a server that sent {@code salt}. */
    static byte[] nativePassword(String password, byte[] salt) {
        byte[] once = Hashes.of("SHA-1", password.getBytes(StandardCharsets.UTF_8));
        return masked(once, Hashes.of("SHA-1", salt, Hashes.of("SHA-1", once)));
    }

    /** Returns the proof by {@link #CACHING_SHA2} for a server that has the password in its cache. */
    static byte[] cachingSha2(String password, byte[] salt) {
        byte[] once = Hashes.of("SHA-256", password.getBytes(StandardCharsets.UTF_8));
        return masked(once, Hashes.of("SHA-256", Hashes.of("SHA-256", once), salt));
    }

    /** Returns the password, encrypted with the public key, for a server that does not have it in its cache. */
    static byte[] encrypted(String password, byte[] salt, String publicKeyPem) {
        byte[] masked = masked((password + '\0').getBytes(StandardCharsets.UTF_8), salt);
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
