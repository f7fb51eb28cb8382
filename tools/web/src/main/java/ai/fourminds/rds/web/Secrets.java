package ai.fourminds.rds.web;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * What lets a browser or a program in; made anew for each start. Immutable; cannot print itself.
 *
 * @param first in the address that is opened first
 * @param cookie what a browser then shows
 * @param form in each form, so that no other site's form is taken
 * @param api what a program shows
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

    /** In a time that does not depend on how much of it is right. */
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
