package ai.fourminds.rds.local.mysql.protocol;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Arrays;

/** A server's first packet, in protocol 10. Immutable. */
public final class Greeting {
    static final int SALT_LENGTH = 20;
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int PROTOCOL = 10;
    private static final int FIRST_SALT_LENGTH = 8;
    private static final int HIGH_CAPABILITIES = 5;
    private static final int SECOND_SALT = 18;

    private final byte[] payload;
    private final int capabilitiesAt;

    private final byte[] gatewaySalt = new byte[SALT_LENGTH];

    private Greeting(byte[] payload, int capabilitiesAt) {
        this.payload = payload;
        this.capabilitiesAt = capabilitiesAt;
        for (int i = 0; i < SALT_LENGTH; i++) {
            // Clients treat a zero as the salt's end.
            gatewaySalt[i] = (byte) (1 + RANDOM.nextInt(127));
        }
    }

    /** Parses a greeting; throws for another first packet, such as an error. */
    public static Greeting parse(byte[] payload) throws IOException {
        ByteBuffer in = ByteBuffer.wrap(payload);
        Fields.take(in, 1);
        Fields.terminated(in);
        // The version is followed by the thread's id, the salt's first part, and a zero.
        int capabilities = in.position() + 4 + FIRST_SALT_LENGTH + 1;
        if (payload.length < capabilities + SECOND_SALT + SALT_LENGTH - FIRST_SALT_LENGTH || payload[0] != PROTOCOL) {
            throw new IOException("the database does not greet by protocol " + PROTOCOL);
        }
        return new Greeting(payload, capabilities);
    }

    public int capabilities() {
        ByteBuffer buffer = Fields.littleEndian(payload);
        int low = buffer.getShort(capabilitiesAt) & 0xffff;
        return low | (buffer.getShort(capabilitiesAt + HIGH_CAPABILITIES) << 16);
    }

    public byte[] salt() {
        byte[] salt = new byte[SALT_LENGTH];
        System.arraycopy(payload, firstSaltAt(), salt, 0, FIRST_SALT_LENGTH);
        System.arraycopy(
                payload, capabilitiesAt + SECOND_SALT, salt, FIRST_SALT_LENGTH, SALT_LENGTH - FIRST_SALT_LENGTH);
        return salt;
    }

    /** Returns this greeting, with its thread id, for a gateway with TLS and a salt of its own. */
    public byte[] throughGateway() {
        byte[] changed = payload.clone();
        ByteBuffer buffer = Fields.littleEndian(changed);
        int offered = Capabilities.behindTheGateway(capabilities()) | Capabilities.TLS;
        buffer.putShort(capabilitiesAt, (short) offered);
        buffer.putShort(capabilitiesAt + HIGH_CAPABILITIES, (short) (offered >>> 16));
        buffer.put(firstSaltAt(), gatewaySalt, 0, FIRST_SALT_LENGTH);
        buffer.put(capabilitiesAt + SECOND_SALT, Arrays.copyOfRange(gatewaySalt, FIRST_SALT_LENGTH, SALT_LENGTH));
        return changed;
    }

    /** Returns the random bytes that the gateway's client must mix with its password. */
    byte[] gatewaySalt() {
        return gatewaySalt.clone();
    }

    private int firstSaltAt() {
        return capabilitiesAt - 1 - FIRST_SALT_LENGTH;
    }
}
