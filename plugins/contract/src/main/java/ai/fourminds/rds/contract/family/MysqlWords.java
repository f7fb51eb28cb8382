package ai.fourminds.rds.contract.family;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** What a {@link ScriptedServer} says and hears in MySQL's protocol. Stateless and thread-safe. */
final class MysqlWords {

    private static final int SSL = 0x0800;

    private MysqlWords() {}

    /** The first packet of a server that has TLS or has none. */
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

    /** Hears the request for TLS and shakes hands. */
    static SSLSocket tls(ScriptedServer server, Socket client, SSLContext context) throws IOException {
        server.hear(client.getInputStream(), 36);
        return server.secure(client, context);
    }

    /** Reads the login, and asks for the password in another way. */
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
