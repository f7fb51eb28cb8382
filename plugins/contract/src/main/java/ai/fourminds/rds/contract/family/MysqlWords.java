package ai.fourminds.rds.contract.family;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** The messages of MySQL's protocol for a {@link ScriptedServer}. Stateless and thread-safe. */
final class MysqlWords {

    private static final int SSL = 0x0800;

    private MysqlWords() {}

    /** Sends the first packet of a server with or without TLS. */
    static void greet(Socket client, boolean tls) throws IOException {
        int low = tls ? 0xF7FF | SSL : 0xF7FF;
        int high = 0x003F;
        ByteArrayOutputStream greeting = new ByteArrayOutputStream();
        greeting.write(10);
        greeting.writeBytes("8.0.31\0".getBytes(StandardCharsets.US_ASCII));
        greeting.writeBytes(new byte[] {7, 0, 0, 0});
        greeting.writeBytes("abcdefgh\0".getBytes(StandardCharsets.US_ASCII));
        greeting.writeBytes(new byte[] {(byte) low, (byte) (low >> 8), 45, 2, 0, (byte) high, 0, 21});
        greeting.writeBytes(new byte[10]);
        greeting.writeBytes("ijklmnopqrst\0mysql_native_password\0".getBytes(StandardCharsets.US_ASCII));
        say(client, 0, greeting.toByteArray());
    }

    /** Reads the TLS request and performs the handshake. */
    static SSLSocket tls(ScriptedServer server, Socket client, SSLContext context) throws IOException {
        server.hear(client.getInputStream(), 36);
        return server.secure(client, context);
    }

    /** Reads the login, and requests another authentication method. */
    static void askOtherwise(ScriptedServer server, Socket client, String method) throws IOException {
        DataInputStream in = new DataInputStream(client.getInputStream());
        int length = in.readUnsignedByte() | (in.readUnsignedByte() << 8) | (in.readUnsignedByte() << 16);
        int sequence = in.readUnsignedByte();
        in.readNBytes(length);
        say(
                client,
                sequence + 1,
                ("\u00fe" + method + "\0abcdefghijklmnopqrst\0").getBytes(StandardCharsets.ISO_8859_1));
        server.hear(in, Integer.MAX_VALUE);
    }

    private static void say(Socket client, int sequence, byte[] payload) throws IOException {
        OutputStream out = client.getOutputStream();
        out.write(new byte[] {(byte) payload.length, (byte) (payload.length >> 8), 0, (byte) sequence});
        out.write(payload);
        out.flush();
    }
}
