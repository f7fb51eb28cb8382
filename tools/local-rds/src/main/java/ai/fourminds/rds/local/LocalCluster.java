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

/** A cluster that can be connected to: one server that is written to, and readers that follow it. Thread-safe. */
public final class LocalCluster {
    private final DbCluster cluster;
    private final DatabaseAddress address;
    private final Replicas servers;
    private final Faults faults;
    private final AtomicInteger turns = new AtomicInteger();
    private final List<LocalInstance> members = new ArrayList<>();
    private final List<LocalEndpoint> endpoints = new ArrayList<>();
    private final Object oneFailover = new Object();
    private Runnable afterFailover = () -> {};
    private volatile int writer;
    private volatile String status = "available";
    private int announced;

    LocalCluster(DbCluster cluster, DatabaseAddress address, Replicas servers, Faults faults) {
        this.cluster = cluster;
        this.address = address;
        this.servers = servers;
        this.faults = faults;
    }

    /** What is opened after this was made, in the order of writer, reader, custom. */
    void opened(List<LocalInstance> gates, List<LocalEndpoint> names, Runnable namesChanged) {
        members.addAll(gates);
        endpoints.addAll(names);
        afterFailover = namesChanged;
    }

    public String identifier() {
        return cluster.identifier();
    }

    /** The {@code cluster-...} id that {@code rds-db:connect} policies name. */
    public String resourceId() {
        return cluster.resourceId();
    }

    /** The ARN that {@code rds-db:connect} must be allowed on for {@code user}. */
    public String connectResource(String user) {
        return address.connectResource(user);
    }

    /** Leads to the writer. */
    public LocalEndpoint writer() {
        return endpoints.get(0);
    }

    /** Leads to one reader after the other. */
    public LocalEndpoint reader() {
        return endpoints.get(1);
    }

    /** The custom endpoint, which leads to the readers, too. Tokens cannot be made for its name, but for the others'. */
    public LocalEndpoint custom() {
        return endpoints.get(2);
    }

    /** All instances, in the order of their identifiers. */
    public List<LocalInstance> members() {
        return List.copyOf(members);
    }

    /** The one that takes writes now. */
    public LocalInstance writerInstance() {
        return members.get(writer);
    }

    /** Makes the next member the writer; see {@link #failover(String)}. */
    public LocalInstance failover() {
        return failover(members.get((writer + 1) % members.size()).identifier());
    }

    /**
     * Makes {@code member} the writer, and the writer a reader, which loses its connections. Returns when it is done.
     *
     * @throws IllegalArgumentException for another than one of the cluster's readers
     */
    public LocalInstance failover(String member) {
        // Not the lock that connections take: they go on meanwhile, and fail as those to a server that restarts.
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

    /** Waits until the readers have all that was written so far. */
    public void settle() {
        try {
            servers.settle();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What RDS tells of it now. */
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

    /** The member that the writer's name leads to: the writer, unless names are stale. */
    synchronized int announced() {
        if (!faults.hasStaleEndpoints(identifier())) {
            announced = writer;
        }
        return announced;
    }

    /** One of the members that the reader's name leads to, in turn. */
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
