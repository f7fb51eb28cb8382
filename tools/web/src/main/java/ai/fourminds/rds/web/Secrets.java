package ai.fourminds.rds.web;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * The secrets that authorise a browser or a program; new at each start. Immutable; cannot print itself.
 *
 * @param first the secret in the address that is opened first
 * @param cookie the secret in a browser's cookie
 * @param form the secret in each form, which other sites' forms lack
 * @param api the bearer token of a program
 */
record Secrets(String first, String cookie, String form, String api) {
    private static final int BYTES = 32;

    static Secrets random() {
        SecureRandom random = new SecureRandom();
        return new Secrets(one(random), one(random), one(random), one(random));
    }

    private static String one(SecureRandom random) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Compares in constant time. */
    static boolean matches(String secret, @Nullable String shown) {
        return shown != null
                && MessageDigest.isEqual(
                        secret.getBytes(StandardCharsets.UTF_8), shown.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return "Secrets[redacted]";
    }
}
