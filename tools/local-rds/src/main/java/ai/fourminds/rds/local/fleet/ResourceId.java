package ai.fourminds.rds.local.fleet;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;

/** The ids that RDS gives its resources, here made of nothing but their names. Stateless. */
public final class ResourceId {
    private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    private ResourceId() {}

    /** {@code prefix}, such as {@code db-}, and 26 characters. */
    public static String of(String prefix, String identifier) {
        byte[] digest = sha256(identifier);
        StringBuilder id = new StringBuilder(prefix);
        for (int i = 0; i < 26; i++) {
            id.append(BASE32.charAt(digest[i] & 31));
        }
        return id.toString();
    }

    /** {@code prefix} and 17 hexadecimal digits, as newer kinds of resources have them. */
    static String hexadecimal(String prefix, String identifier) {
        return prefix + HexFormat.of().formatHex(sha256(identifier)).substring(0, 17);
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
