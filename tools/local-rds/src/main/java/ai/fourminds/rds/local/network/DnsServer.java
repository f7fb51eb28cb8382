package ai.fourminds.rds.local.network;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A DNS server (RFC 1035) over UDP for the host names of this run; answers others with name errors. Serves A and CNAME
 * records with Aurora's time to live, five seconds. Thread-safe.
 */
public final class DnsServer implements AutoCloseable {
    private static final int A = 1;
    private static final int CNAME = 5;
    private static final int INTERNET = 1;
    private static final int HEADER = 12;
    private static final int ANSWER_AUTHORITATIVE = 0x8400;
    private static final int RECURSION_DESIRED = 0x0100;
    private static final int NAME_ERROR = 3;
    private static final int LIFE_SECONDS = 5;
    private static final int MAX_CHAIN = 8;

    private final Names names;
    private final DatagramSocket socket;

    private DnsServer(Names names, DatagramSocket socket) {
        this.names = names;
        this.socket = socket;
    }

    /** Starts a server on any free port of 127.0.0.1. */
    public static DnsServer start(Names names) throws IOException {
        var loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        var server = new DnsServer(names, new DatagramSocket(new InetSocketAddress(loopback, 0)));
        Thread thread = new Thread(server::serve, "local-rds-dns");
        thread.setDaemon(true);
        thread.start();
        return server;
    }

    /** Returns its address, for JNDI as {@code dns://127.0.0.1:PORT}. */
    public InetSocketAddress address() {
        return (InetSocketAddress) socket.getLocalSocketAddress();
    }

    /** Makes {@code name} an alias of {@code target}, such as a proxy's or a cluster's host. */
    public DnsServer cname(String name, String target) {
        names.alias(name, () -> target);
        return this;
    }

    /**
     * Returns a file like {@code /etc/hosts} with the same names, for a JVM's {@code -Djdk.net.hosts.file}. A failover
     * updates it.
     */
    public Path hostsFile() {
        return names.hostsFile();
    }

    @Override
    public void close() {
        socket.close();
    }

    private void serve() {
        byte[] buffer = new byte[512];
        while (!socket.isClosed()) {
            try {
                var query = new DatagramPacket(buffer, buffer.length);
                socket.receive(query);
                byte[] answer = answer(ByteBuffer.wrap(buffer, 0, query.getLength()));
                socket.send(new DatagramPacket(answer, answer.length, query.getSocketAddress()));
            } catch (IOException | RuntimeException e) {
                // It was not a query, or the server is stopping: no client waits for an answer.
            }
        }
    }

    private byte[] answer(ByteBuffer query) throws IOException {
        int id = query.getShort();
        int flags = query.getShort();
        query.position(HEADER);
        String name = readName(query);
        int type = query.getShort();
        var records = new ByteArrayOutputStream();
        int count = records(name, type, new DataOutputStream(records));
        boolean known = names.target(name).isPresent() || names.address(name).isPresent();
        var out = new ByteArrayOutputStream();
        var data = new DataOutputStream(out);
        data.writeShort(id);
        data.writeShort(ANSWER_AUTHORITATIVE | (flags & RECURSION_DESIRED) | (known ? 0 : NAME_ERROR));
        data.writeShort(1);
        data.writeShort(count);
        data.writeInt(0);
        writeName(name, data);
        data.writeShort(type);
        data.writeShort(INTERNET);
        records.writeTo(data);
        return out.toByteArray();
    }

    /**
     * Writes the records of {@code name}: its chain of aliases and an address, or only the first alias for a CNAME
     * query. Returns their number.
     */
    private int records(String name, int type, DataOutputStream out) throws IOException {
        int count = 0;
        String at = name;
        Optional<String> target = names.target(at);
        while (target.isPresent() && count < MAX_CHAIN) {
            var host = new ByteArrayOutputStream();
            writeName(target.get(), new DataOutputStream(host));
            record(at, CNAME, host.toByteArray(), out);
            count++;
            if (type == CNAME) {
                return count;
            }
            at = target.get();
            target = names.target(at);
        }
        Optional<InetAddress> address = names.address(at);
        if (type == A && address.isPresent()) {
            record(at, A, address.get().getAddress(), out);
            count++;
        }
        return count;
    }

    private static void record(String name, int type, byte[] content, DataOutputStream out) throws IOException {
        writeName(name, out);
        out.writeShort(type);
        out.writeShort(INTERNET);
        out.writeInt(LIFE_SECONDS);
        out.writeShort(content.length);
        out.write(content);
    }

    private static String readName(ByteBuffer query) {
        StringBuilder name = new StringBuilder();
        for (int length = query.get(); length > 0; length = query.get()) {
            byte[] label = new byte[length];
            query.get(label);
            name.append(name.length() == 0 ? "" : ".").append(new String(label, StandardCharsets.US_ASCII));
        }
        return name.toString();
    }

    private static void writeName(String name, DataOutputStream out) throws IOException {
        for (String label : name.split("\\.", -1)) {
            byte[] bytes = label.getBytes(StandardCharsets.US_ASCII);
            out.writeByte(bytes.length);
            out.write(bytes);
        }
        out.writeByte(0);
    }
}
