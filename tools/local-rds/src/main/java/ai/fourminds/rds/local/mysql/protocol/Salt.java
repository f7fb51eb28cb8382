package ai.fourminds.rds.local.mysql.protocol;

import java.security.SecureRandom;

/** What a server wants a password to be mixed with. Immutable. */
public final class Salt {
    static final int LENGTH = 20;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final byte[] bytes;

    private Salt(byte[] bytes) {
        this.bytes = bytes;
    }

    /** @param bytes twenty of them */
    static Salt of(byte[] bytes) {
        return new Salt(bytes.clone());
    }

    public static Salt random() {
        byte[] bytes = new byte[LENGTH];
        for (int i = 0; i < LENGTH; i++) {
            // Clients take a zero for the salt's end.
            bytes[i] = (byte) (1 + RANDOM.nextInt(127));
        }
        return new Salt(bytes);
    }

    byte[] bytes() {
        return bytes.clone();
    }
}
