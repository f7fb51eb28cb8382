package ai.fourminds.rds.local.iam;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;

/** Hashes by the JDK's algorithms. Stateless. */
public final class Hashes {
    private Hashes() {}

    /** Returns the hash of the parts, joined. {@code algorithm} is one that every Java platform has. */
    public static byte[] of(String algorithm, byte[]... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance(algorithm);
            for (byte[] part : parts) {
                digest.update(part);
            }
            return digest.digest();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + algorithm, e);
        }
    }
}
