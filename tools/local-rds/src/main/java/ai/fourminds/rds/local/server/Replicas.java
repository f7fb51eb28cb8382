package ai.fourminds.rds.local.server;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Servers with the same database: a writer, at first the server of number 0, and replicas. Thread-safe. */
public final class Replicas<S extends DatabaseServer> implements AutoCloseable {
    private final Replication<S> replication;
    private final List<S> servers = new CopyOnWriteArrayList<>();
    private volatile int writer;

    private Replicas(Replication<S> replication) {
        this.replication = replication;
    }

    /** How an engine replicates. Used by one thread at a time. */
    public interface Replication<S extends DatabaseServer> {
        void prepare() throws IOException;

        /** Starts a server. {@code writer} returns the current writer. */
        S launch(int number, Supplier<S> writer) throws IOException;

        /** Makes {@code reader} a read-only replica of {@code leader}. */
        void follow(S reader, S leader) throws SQLException;

        /** Makes {@code next} writable after it has everything from {@code old}, whose clients lose their connections. */
        void promote(S next, S old) throws IOException, SQLException;

        /** Returns the previous writer after a promotion, restarted if the engine needs it. */
        default S demote(int number, S old, Supplier<S> writer) throws IOException {
            return old;
        }

        String written(S leader) throws SQLException;

        /** Waits until {@code reader} has everything up to {@code position}. */
        void await(S reader, String position) throws IOException, SQLException;
    }

    public static <S extends DatabaseServer> Replicas<S> start(int size, Replication<S> replication)
            throws IOException {
        var replicas = new Replicas<>(replication);
        try {
            replication.prepare();
            for (int i = 0; i < size; i++) {
                replicas.servers.add(replication.launch(i, replicas::first));
            }
            replicas.followAll();
            return replicas;
        } catch (IOException e) {
            replicas.close();
            throw e;
        } catch (SQLException e) {
            replicas.close();
            throw failed(e);
        }
    }

    /** Returns the current server of this number, which a promotion may replace. */
    public S server(int number) {
        return servers.get(number);
    }

    public S first() {
        return servers.get(writer);
    }

    /** Promotes a server. Clients of the previous writer lose their connections. */
    public synchronized void promote(int number) throws IOException {
        try {
            int old = writer;
            replication.promote(servers.get(number), servers.get(old));
            writer = number;
            servers.set(old, replication.demote(old, servers.get(old), this::first));
            followAll();
        } catch (SQLException e) {
            throw failed(e);
        }
        settle();
    }

    /** Waits until the replicas have all earlier writes. */
    public synchronized void settle() throws IOException {
        try {
            String written = replication.written(first());
            for (S reader : readers()) {
                replication.await(reader, written);
            }
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    private void followAll() throws SQLException {
        for (S reader : readers()) {
            replication.follow(reader, first());
        }
    }

    private List<S> readers() {
        return IntStream.range(0, servers.size())
                .filter(i -> i != writer)
                .mapToObj(servers::get)
                .toList();
    }

    private static IOException failed(SQLException e) {
        return new IOException("a server of the cluster does not do as it is told: " + e.getMessage(), e);
    }

    /** Ends the readers first, which the writer's orderly end would wait for. */
    @Override
    public synchronized void close() throws IOException {
        for (S reader : readers()) {
            reader.close();
        }
        if (!servers.isEmpty()) {
            first().close();
        }
    }
}
