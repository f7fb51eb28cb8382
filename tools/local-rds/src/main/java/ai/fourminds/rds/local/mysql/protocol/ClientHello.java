package ai.fourminds.rds.local.mysql.protocol;

import ai.fourminds.rds.local.server.gateway.ProtocolViolation;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A client's handshake response, protocol 4.1: user, capabilities, database and authentication. Immutable; lives for
 * one login and never prints its content.
 */
public final class ClientHello {
    private static final int HEAD_LENGTH = 4 + 1 + 23;
    private static final int LENGTH = 4 + HEAD_LENGTH;

    private final int capabilities;

    /** Maximum packet size, character set and filler, as received. */
    private final byte[] head;

    private final byte[] user;
    private final byte[] authentication;
    private final byte @Nullable [] database;
    private final String plugin;

    /** The bytes after the plugin's name, such as attributes, as received. */
    private final byte[] rest;

    /** Whether this is only a request for TLS, which the full response will follow. */
    public static boolean requestsTls(byte[] payload) {
        return payload.length == LENGTH
                && Capabilities.has(Fields.littleEndian(payload).getInt(), Capabilities.TLS);
    }

    public static ClientHello parse(byte[] payload) throws ProtocolViolation {
        return new ClientHello(Fields.littleEndian(payload));
    }

    private ClientHello(ByteBuffer in) throws ProtocolViolation {
        if (in.remaining() < LENGTH || !Capabilities.has(in.getInt(0), Capabilities.PROTOCOL_41)) {
            throw new ProtocolViolation("no handshake response of protocol 4.1");
        }
        capabilities = in.getInt();
        head = Fields.take(in, HEAD_LENGTH);
        user = Fields.terminated(in);
        authentication = authentication(in, capabilities);
        boolean named = Capabilities.has(capabilities, Capabilities.CONNECT_WITH_DATABASE) && in.hasRemaining();
        database = named ? Fields.terminated(in) : null;
        boolean plugged = Capabilities.has(capabilities, Capabilities.PLUGIN_AUTH) && in.hasRemaining();
        plugin = plugged ? new String(Fields.terminated(in), StandardCharsets.UTF_8) : "";
        rest = Fields.take(in, in.remaining());
    }

    public int capabilities() {
        return capabilities;
    }

    public String user() {
        return new String(user, StandardCharsets.UTF_8);
    }

    /** Returns the authentication plugin that the client starts with; empty for none. */
    public String plugin() {
        return plugin;
    }

    public byte[] authentication() {
        return authentication.clone();
    }

    /**
     * Returns the response for the server behind the gateway, which offers {@code offered}; {@code scramble} is the
     * proof.
     */
    byte[] behindGateway(int offered, byte[] scramble) {
        var out = new ByteArrayOutputStream();
        byte[] flags = new byte[4];
        Fields.littleEndian(flags).putInt(capabilitiesBehind(offered));
        out.writeBytes(flags);
        out.writeBytes(head);
        terminated(out, user);
        out.write(scramble.length);
        out.writeBytes(scramble);
        if (database != null) {
            terminated(out, database);
        }
        terminated(out, Proofs.NATIVE.getBytes(StandardCharsets.UTF_8));
        out.writeBytes(rest);
        return out.toByteArray();
    }

    /** Returns the client's capabilities, except for the encoding of passwords, which the gateway decides. */
    private int capabilitiesBehind(int offered) {
        int kept = Capabilities.behindTheGateway(capabilities)
                & offered
                & ~Capabilities.LENGTH_ENCODED_AUTH
                & ~Capabilities.CONNECT_WITH_DATABASE;
        int database = this.database == null ? 0 : Capabilities.CONNECT_WITH_DATABASE;
        return kept | database | Capabilities.SECURE_CONNECTION | Capabilities.PLUGIN_AUTH;
    }

    private static void terminated(ByteArrayOutputStream out, byte[] field) {
        out.writeBytes(field);
        out.write(0);
    }

    private static byte[] authentication(ByteBuffer in, int capabilities) throws ProtocolViolation {
        if (Capabilities.has(capabilities, Capabilities.LENGTH_ENCODED_AUTH)) {
            return Fields.take(in, Fields.length(in));
        }
        if (Capabilities.has(capabilities, Capabilities.SECURE_CONNECTION)) {
            return Fields.take(in, Fields.take(in, 1)[0] & 0xff);
        }
        return Fields.terminated(in);
    }

    @Override
    public String toString() {
        return "ClientHello[redacted]";
    }
}
