package ai.fourminds.rds.local.mysql.protocol;

import ai.fourminds.rds.local.server.gateway.Backend;
import ai.fourminds.rds.local.server.gateway.ProtocolViolation;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A packet of MySQL's protocol: sequence number and payload. Immutable as long as its payload is not written to. */
public final class Packet {
    private static final int HEADER = 4;

    private final int sequence;
    private final byte[] payload;

    Packet(int sequence, byte[] payload) {
        this.sequence = sequence;
        this.payload = payload;
    }

    /** Reads one packet; throws before reading one that is longer than {@code longest} bytes. */
    static Packet read(InputStream in, int longest) throws IOException {
        var data = new DataInputStream(in);
        byte[] header = new byte[HEADER];
        data.readFully(header);
        int length = length(header);
        if (length > longest) {
            throw new ProtocolViolation("a packet of " + length + " bytes during the login");
        }
        byte[] payload = new byte[length];
        data.readFully(payload);
        return new Packet(header[3] & 0xff, payload);
    }

    public static Packet read(Backend backend) throws IOException {
        byte[] header = backend.receive(HEADER);
        return new Packet(header[3] & 0xff, backend.receive(length(header)));
    }

    int sequence() {
        return sequence;
    }

    public byte[] payload() {
        return payload;
    }

    /** Returns the packet in wire format. */
    byte[] bytes() {
        byte[] bytes = new byte[HEADER + payload.length];
        Fields.littleEndian(bytes).putInt(payload.length | (sequence << 24)).put(payload);
        return bytes;
    }

    private static int length(byte[] header) {
        return Fields.littleEndian(header).getInt() & 0xffffff;
    }
}
