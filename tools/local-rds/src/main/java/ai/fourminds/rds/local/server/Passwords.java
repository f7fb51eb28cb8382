package ai.fourminds.rds.local.server;

import java.security.SecureRandom;
import java.util.HexFormat;

/** Generates passwords that only this process knows. Stateless. */
public final class Passwords {
    private static final SecureRandom RANDOM = new SecureRandom();

    private Passwords() {}

    /** Returns 192 random bits as hexadecimal digits, which need no quoting. */
    public static String random() {
        byte[] bytes = new byte[24];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
