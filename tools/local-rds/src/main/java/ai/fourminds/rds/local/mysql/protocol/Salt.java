package ai.fourminds.rds.local.mysql.protocol;

import java.security.SecureRandom;

/** The random bytes that a server requires passwords to be mixed with. Immutable. */
public final class Salt {
    static final int LENGTH = 20;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final byte[] bytes;

    private Salt(byte[] bytes) {
        this.bytes = bytes;
    }

    /** @param bytes exactly 20 bytes */
    static Salt of(byte[] bytes) {
        return new Salt(bytes.clone());
    }

    public static Salt random() {
        byte[] bytes = new byte[LENGTH];
        for (int i = 0; i < LENGTH; i++) {
            // Clients treat a zero as the salt's end.
            bytes[i] = (byte) (1 + RANDOM.nextInt(127));
        }
        return new Salt(bytes);
    }

    byte[] bytes() {
        return bytes.clone();
    }
}
