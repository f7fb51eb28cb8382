package ai.fourminds.rds.local.mysql.protocol;

import ai.fourminds.rds.local.server.gateway.Session;
import java.io.IOException;
import java.net.Socket;

/** The packets of a client's login, with their sequence numbers. Used by one thread. */
public final class Exchange {
    private final Socket client;
    private int last;

    private Exchange(Socket client, int last) {
        this.client = client;
        this.last = last;
    }

    public static Exchange start(Socket client) {
        return new Exchange(client, -1);
    }

    /** Returns this exchange on the connection after the change to TLS. */
    public Exchange over(Socket encrypted) {
        return new Exchange(encrypted, last);
    }

    public Socket client() {
        return client;
    }

    public byte[] read(int longest) throws IOException {
        Packet packet = Packet.read(client.getInputStream(), longest);
        last = packet.sequence();
        return packet.payload();
    }

    public void say(byte[] payload) throws IOException {
        client.getOutputStream().write(next(payload));
        client.getOutputStream().flush();
    }

    public void closeAfter(byte[] lastPacket) throws IOException {
        Session.closeAfter(client, next(lastPacket));
    }

    private byte[] next(byte[] payload) {
        last = (last + 1) & 0xff;
        return new Packet(last, payload).bytes();
    }
}
