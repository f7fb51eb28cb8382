package ai.fourminds.rds.local.server.gateway;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/** The gateway's connection to the database. One thread may write while another reads. */
public final class Backend implements AutoCloseable {
    private static final int CHUNK = 64 * 1024;
    private final SocketChannel channel;
    private final boolean local;

    private Backend(SocketChannel channel, boolean local) {
        this.channel = channel;
        this.local = local;
    }

    public static Backend connect(SocketAddress server) throws IOException {
        boolean local = server instanceof UnixDomainSocketAddress;
        SocketChannel channel = local ? SocketChannel.open(StandardProtocolFamily.UNIX) : SocketChannel.open();
        try {
            channel.connect(server);
            return new Backend(channel, local);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /** Whether this is a UNIX socket, which cannot be eavesdropped on. */
    public boolean isLocal() {
        return local;
    }

    public void send(ByteBuffer packet) throws IOException {
        write(packet.duplicate());
    }

    public void send(byte[] packet) throws IOException {
        write(ByteBuffer.wrap(packet));
    }

    public byte[] receive(int length) throws IOException {
        byte[] bytes = new byte[length];
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer) < 0) {
                throw new EOFException("the database hangs up");
            }
        }
        return bytes;
    }

    /** Sends everything from the client, then closes the sending direction only, since answers may follow. */
    void sendAll(InputStream client) throws IOException {
        byte[] chunk = new byte[CHUNK];
        for (int n = client.read(chunk); n >= 0; n = client.read(chunk)) {
            write(ByteBuffer.wrap(chunk, 0, n));
        }
        channel.shutdownOutput();
    }

    /** Writes everything from the database to the client, until the database closes the connection. */
    public void receiveAll(OutputStream client) throws IOException {
        ByteBuffer chunk = ByteBuffer.allocate(CHUNK);
        while (channel.read(chunk) >= 0) {
            client.write(chunk.array(), 0, chunk.position());
            client.flush();
            chunk.clear();
        }
    }

    private void write(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
