package ai.fourminds.rds.local.fleet;

import ai.fourminds.rds.local.iam.Hashes;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Derives the ids of RDS's resources from their names. Stateless. */
public final class ResourceId {
    private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    private ResourceId() {}

    /** Returns {@code prefix}, such as {@code db-}, and 26 characters. */
    public static String of(String prefix, String identifier) {
        byte[] digest = sha256(identifier);
        StringBuilder id = new StringBuilder(prefix);
        for (int i = 0; i < 26; i++) {
            id.append(BASE32.charAt(digest[i] & 31));
        }
        return id.toString();
    }

    /** Returns {@code prefix} and 17 hexadecimal digits, like the ids of newer kinds of resources. */
    static String hexadecimal(String prefix, String identifier) {
        return prefix + HexFormat.of().formatHex(sha256(identifier)).substring(0, 17);
    }

    private static byte[] sha256(String text) {
        return Hashes.of("SHA-256", text.getBytes(StandardCharsets.UTF_8));
    }
}
