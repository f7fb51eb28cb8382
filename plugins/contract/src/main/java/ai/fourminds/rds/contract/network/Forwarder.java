package ai.fourminds.rds.contract.network;

import ai.fourminds.rds.plugin.Endpoint;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/**
 * A tunnel: listens on the IPv6 loopback address and forwards in both directions to an address on this machine.
 * Thread-safe.
 */
public final class Forwarder implements AutoCloseable {

    /** ::1. */
    private static final byte[] LOOPBACK = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1};

    private final ServerSocket listener;
    private final Endpoint target;

    private Forwarder(Endpoint target) throws IOException {
        this.target = target;
        listener = new ServerSocket(0, 5, InetAddress.getByAddress(LOOPBACK));
    }

    /** Starts forwarding. */
    public static Forwarder to(Endpoint target) throws IOException {
        Forwarder forwarder = new Forwarder(target);
        start(forwarder::accept);
        return forwarder;
    }

    /** Returns the listening address. */
    public Endpoint address() {
        return new Endpoint("[::1]", listener.getLocalPort());
    }

    private void accept() {
        try {
            while (true) {
                Socket near = listener.accept();
                Socket far = new Socket(InetAddress.getLoopbackAddress(), target.port());
                start(() -> pass(near, far));
                start(() -> pass(far, near));
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    private static void pass(Socket from, Socket to) {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            in.transferTo(out);
        } catch (IOException ended) {
            // One side has closed the connection; both sockets are closed.
        }
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "forwarder");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
