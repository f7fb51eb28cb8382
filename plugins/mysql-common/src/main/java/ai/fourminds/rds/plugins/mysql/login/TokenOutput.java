package ai.fourminds.rds.plugins.mysql.login;

import ai.fourminds.rds.plugins.common.login.LoginDeadline;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes a fresh token where the driver writes its stand-in, once; passes everything else on unchanged. Drivers write a
 * packet of the login in one piece. Used by the connecting thread, later by one thread at a time.
 */
final class TokenOutput extends FilterOutputStream {

    private static final int HEADER = 4;
    private static final int MAX_SHORT = 0xFA;
    private static final int TWO_BYTES_FOLLOW = 0xFC;

    private final TokenSocket socket;
    private final TokenLogin login;
    private final LoginDeadline deadline;
    private final byte[] standIn;
    private boolean awaiting = true;

    TokenOutput(OutputStream out, TokenSocket socket, TokenLogin login) {
        super(out);
        this.socket = socket;
        this.login = login;
        deadline = socket.plain().deadline();
        standIn = login.password().getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        awaiting = awaiting && !deadline.isLifted();
        int at = awaiting ? find(bytes, offset, offset + length) : -1;
        if (at < 0) {
            out.write(bytes, offset, length);
            return;
        }
        awaiting = false;
        byte[] token = login.mint(deadline);
        ByteBuffer packet = packet(ByteBuffer.wrap(bytes, offset, length).slice(), at - offset, token);
        try {
            out.write(packet.array(), 0, packet.position());
        } finally {
            Arrays.fill(packet.array(), (byte) 0);
            Arrays.fill(token, (byte) 0);
        }
    }

    /** Closes the socket, because some drivers close only their streams. */
    @Override
    public void close() throws IOException {
        socket.close();
    }

    /**
     * Returns a packet with the token instead of the stand-in. The stand-in either begins the packet, or follows its
     * length as a length-encoded integer.
     *
     * @see <a href="https://dev.mysql.com/doc/dev/mysql-server/latest/page_protocol_connection_phase.html">the login</a>
     */
    private ByteBuffer packet(ByteBuffer written, int at, byte[] token) {
        int tail = at + standIn.length;
        ByteBuffer packet = ByteBuffer.allocate(written.limit() + token.length).order(ByteOrder.LITTLE_ENDIAN);
        if (at == HEADER) {
            packet.position(HEADER);
        } else {
            packet.put(written.slice(0, at - 1));
            // Some drivers also count a closing zero.
            int counted = (written.get(at - 1) & 0xFF) - standIn.length + token.length;
            if (counted <= MAX_SHORT) {
                packet.put((byte) counted);
            } else {
                packet.put((byte) TWO_BYTES_FOLLOW).putShort((short) counted);
            }
        }
        packet.put(token).put(written.slice(tail, written.limit() - tail));
        // Three bytes of length, then the packet's number.
        return packet.putInt(0, packet.position() - HEADER).put(HEADER - 1, written.get(HEADER - 1));
    }

    private int find(byte[] bytes, int from, int to) {
        for (int i = from; i + standIn.length <= to; i++) {
            if (Arrays.equals(bytes, i, i + standIn.length, standIn, 0, standIn.length)) {
                return i;
            }
        }
        return -1;
    }
}
