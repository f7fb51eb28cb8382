package ai.fourminds.rds.local.iam;

import java.security.SecureRandom;

/** Generates random ids and secrets in AWS's alphabets. Thread-safe. */
public final class RandomText {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String BASE_32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final String LOWER_CASE = "abcdefghijklmnopqrstuvwxyz0123456789";
    private static final String SECRET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

    private RandomText() {}

    /** Returns an access key id; its {@code prefix} distinguishes long-lived keys (AKIA) from temporary ones (ASIA). */
    public static String accessKeyId(String prefix) {
        return prefix + of(BASE_32, 16);
    }

    public static String secret(int length) {
        return of(SECRET, length);
    }

    public static String lowerCase(int length) {
        return of(LOWER_CASE, length);
    }

    public static byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        RANDOM.nextBytes(bytes);
        return bytes;
    }

    private static String of(String letters, int length) {
        return RANDOM.ints(length, 0, letters.length())
                .collect(StringBuilder::new, (text, i) -> text.append(letters.charAt(i)), StringBuilder::append)
                .toString();
    }
}
