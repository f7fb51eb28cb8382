package ai.fourminds.rds.local;

import ai.fourminds.rds.local.fleet.DbCluster;
import ai.fourminds.rds.local.iam.token.DatabaseAddress;
import ai.fourminds.rds.local.server.DatabaseServer;
import ai.fourminds.rds.local.server.Replicas;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** A running cluster: a writer, and readers that replicate it. Thread-safe. */
public final class LocalCluster {
    private final DbCluster cluster;
    private final DatabaseAddress address;
    private final Replicas<?> servers;
    private final Faults faults;
    private final AtomicInteger turns = new AtomicInteger();
    private final List<LocalInstance> members = new ArrayList<>();
    private final List<LocalEndpoint> endpoints = new ArrayList<>();
    private final Object oneFailover = new Object();
    private Runnable afterFailover = () -> {};
    private volatile int writer;
    private volatile String status = "available";
    private int announced;

    LocalCluster(DbCluster cluster, DatabaseAddress address, Replicas<?> servers, Faults faults) {
        this.cluster = cluster;
        this.address = address;
        this.servers = servers;
        this.faults = faults;
    }

    /**
     * Sets what is opened after construction; {@code names} are the writer, reader and custom endpoint, in this order.
     */
    void opened(List<LocalInstance> gates, List<LocalEndpoint> names, Runnable namesChanged) {
        members.addAll(gates);
        endpoints.addAll(names);
        afterFailover = namesChanged;
    }

    public String identifier() {
        return cluster.identifier();
    }

    /** Returns the {@code cluster-...} id that {@code rds-db:connect} policies name. */
    public String resourceId() {
        return cluster.resourceId();
    }

    /** Returns the ARN on which {@code user} needs {@code rds-db:connect}. */
    public String connectResource(String user) {
        return address.connectResource(user);
    }

    /** Returns the endpoint of the writer. */
    public LocalEndpoint writer() {
        return endpoints.get(0);
    }

    /** Returns the endpoint of the readers, which it leads to in turn. */
    public LocalEndpoint reader() {
        return endpoints.get(1);
    }

    /**
     * Returns the custom endpoint, which leads to the readers in turn. Its host name is not valid in tokens; the
     * others' are.
     */
    public LocalEndpoint custom() {
        return endpoints.get(2);
    }

    /** Returns all instances, ordered by identifier. */
    public List<LocalInstance> members() {
        return List.copyOf(members);
    }

    /** Returns the current writer. */
    public LocalInstance writerInstance() {
        return members.get(writer);
    }

    /** Promotes the next member; see {@link #failover(String)}. */
    public LocalInstance failover() {
        return failover(members.get((writer + 1) % members.size()).identifier());
    }

    /**
     * Promotes {@code member} and returns when it is done. The previous writer becomes a reader and closes its
     * connections.
     *
     * @throws IllegalArgumentException unless {@code member} is one of the cluster's readers
     */
    public LocalInstance failover(String member) {
        // Not the lock that connections take: they may proceed, and fail like those to a restarting server.
        synchronized (oneFailover) {
            return failoverNow(member);
        }
    }

    private LocalInstance failoverNow(String member) {
        int next = cluster.members().indexOf(member);
        if (next < 0 || next == writer) {
            throw new IllegalArgumentException("'" + member + "' is no reader of " + identifier()
                    + ", whose members are " + now().members() + ", the writer first");
        }
        announced();
        status = "failing-over";
        try {
            servers.promote(next);
            writer = next;
        } catch (IOException e) {
            throw new UncheckedIOException("the failover to " + member + " fails", e);
        } finally {
            status = "available";
        }
        announced();
        afterFailover.run();
        return members.get(next);
    }

    /** Waits until the readers have replicated all earlier writes. */
    public void settle() {
        try {
            servers.settle();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns RDS's current description. */
    DbCluster now() {
        int first = writer;
        List<String> order = new ArrayList<>(cluster.members());
        order.add(0, order.remove(first));
        return new DbCluster(
                identifier(),
                cluster.engine(),
                status,
                cluster.iamAuthentication(),
                order,
                cluster.customEndpoints(),
                cluster.created());
    }

    DatabaseServer server(int member) {
        return servers.server(member);
    }

    DatabaseServer writerServer() {
        return servers.server(writer);
    }

    DatabaseServer readerServer() {
        return servers.server(turn(writer));
    }

    /** Returns the member that the writer's host name leads to: the writer, unless names are stale. */
    synchronized int announced() {
        if (!faults.hasStaleEndpoints(identifier())) {
            announced = writer;
        }
        return announced;
    }

    /** Returns one of the members that the reader's host name leads to, in turn. */
    int announcedReader() {
        return turn(announced());
    }

    private int turn(int without) {
        int[] readers = IntStream.range(0, cluster.members().size())
                .filter(member -> member != without)
                .toArray();
        return readers[Math.floorMod(turns.getAndIncrement(), readers.length)];
    }
}
