package ai.fourminds.rds.local.mysql;

import ai.fourminds.rds.local.server.Session;
import java.io.IOException;
import java.net.Socket;

/** A login's packets to and from the client, numbered through. Used by one thread. */
final class Exchange {
    private final Socket client;
    private int last;

    private Exchange(Socket client, int last) {
        this.client = client;
        this.last = last;
    }

    static Exchange start(Socket client) {
        return new Exchange(client, -1);
    }

    /** The same exchange after the change to TLS. */
    Exchange over(Socket encrypted) {
        return new Exchange(encrypted, last);
    }

    Socket client() {
        return client;
    }

    byte[] read(int longest) throws IOException {
        Packet packet = Packet.read(client.getInputStream(), longest);
        last = packet.sequence();
        return packet.payload();
    }

    void say(byte[] payload) throws IOException {
        client.getOutputStream().write(next(payload));
        client.getOutputStream().flush();
    }

    void farewell(byte[] lastWord) throws IOException {
        Session.farewell(client, next(lastWord));
    }

    private byte[] next(byte[] payload) {
        last = (last + 1) & 0xff;
        return new Packet(last, payload).bytes();
    }
}
