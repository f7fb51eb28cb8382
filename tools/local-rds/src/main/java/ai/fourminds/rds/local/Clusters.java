package ai.fourminds.rds.local;

import ai.fourminds.rds.local.fleet.Account;
import ai.fourminds.rds.local.fleet.DbCluster;
import ai.fourminds.rds.local.fleet.Endpoint;
import ai.fourminds.rds.local.fleet.Engine;
import ai.fourminds.rds.local.iam.token.DatabaseAddress;
import ai.fourminds.rds.local.network.Names;
import ai.fourminds.rds.local.server.Replicas;
import ai.fourminds.rds.local.server.gateway.Reception;
import ai.fourminds.rds.local.tls.PrivateCa;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntSupplier;
import java.util.stream.IntStream;

/**
 * Opens a cluster: a gateway per member, and endpoints whose host names resolve to members. For one thread.
 *
 * @param authority issues the certificates
 */
record Clusters(Gateways gateways, PrivateCa authority) {
    /** One writer and two readers. */
    static final int SIZE = 3;

    private static final Account ACCOUNT = Account.LOCAL;
    private static final Instant CREATED = Instant.parse("2024-02-29T12:00:00Z");

    /** Returns the identifiers of the cluster and its members. */
    static List<String> names(DatabaseEngine engine) {
        List<String> names = new ArrayList<>();
        names.add(identifier(engine));
        names.addAll(members(engine));
        return names;
    }

    static String identifier(DatabaseEngine engine) {
        return switch (engine) {
            case POSTGRESQL -> "prod-cluster";
            case MYSQL -> "prod-shop-cluster";
            case MARIADB -> throw new IllegalArgumentException("RDS has no clusters of MariaDB");
        };
    }

    private static List<String> members(DatabaseEngine engine) {
        return IntStream.rangeClosed(1, SIZE)
                .mapToObj(i -> identifier(engine) + "-" + i)
                .toList();
    }

    LocalCluster open(DatabaseEngine engine, Replicas<?> servers) throws IOException {
        String identifier = identifier(engine);
        var described = new DbCluster(
                identifier,
                engine == DatabaseEngine.POSTGRESQL ? Engine.AURORA_POSTGRESQL : Engine.AURORA_MYSQL,
                "available",
                true,
                members(engine),
                List.of(identifier + "-analytics"),
                CREATED);
        var cluster = new LocalCluster(described, address(described, List.of()), servers, gateways.faults());
        List<LocalInstance> members = new ArrayList<>();
        List<Reception> receptions = new ArrayList<>();
        for (int i = 0; i < SIZE; i++) {
            int member = i;
            String name = described.members().get(i);
            DatabaseAddress address = address(described, List.of(ACCOUNT.endpointHost(name)));
            Reception reception = gateways.reception(
                    name,
                    /* iam= */ identifier,
                    () -> cluster.server(member),
                    address,
                    authority,
                    certificateNames(described, name));
            receptions.add(reception);
            var announced =
                    new Endpoint(ACCOUNT.endpointHost(name), described.engine().port());
            LocalEndpoint endpoint = gateways.open(name, announced, reception);
            members.add(new LocalInstance(name, endpoint, address, () -> cluster.server(member)));
        }
        IntSupplier writer = cluster::announced;
        IntSupplier reader = cluster::announcedReader;
        String custom = described.customEndpoints().get(0);
        List<LocalEndpoint> endpoints = List.of(
                open(identifier, ACCOUNT.writerHost(identifier), described, receptions, writer),
                open(identifier + "-reader", ACCOUNT.readerHost(identifier), described, receptions, reader),
                open(custom, ACCOUNT.customHost(custom), described, receptions, reader));
        cluster.opened(members, endpoints, gateways.names()::write);
        return cluster;
    }

    /** Opens an endpoint: a host name, and a tunnel that resolves it anew for each connection. */
    private LocalEndpoint open(
            String identifier, String host, DbCluster cluster, List<Reception> receptions, IntSupplier leadsTo)
            throws IOException {
        Names names = gateways.names();
        names.alias(host, () -> ACCOUNT.endpointHost(cluster.members().get(leadsTo.getAsInt())));
        var announced = new Endpoint(host, cluster.engine().port());
        var tunnel = List.of(gateways.listeners().listen(identifier));
        return gateways.open(identifier, announced, tunnel, session -> {
            int member = leadsTo.getAsInt();
            // If the server is down, its tunnel closes connections, too.
            return gateways.faults().isDown(cluster.members().get(member))
                    ? Optional.empty()
                    : receptions.get(member).receive(session);
        });
    }

    /** Accepts tokens for the cluster's host names and for the instance's own, but not for a custom endpoint's. */
    private static DatabaseAddress address(DbCluster cluster, List<String> own) {
        List<String> hosts = new ArrayList<>(own);
        hosts.add(ACCOUNT.writerHost(cluster.identifier()));
        hosts.add(ACCOUNT.readerHost(cluster.identifier()));
        return new DatabaseAddress(hosts, cluster.engine().port(), cluster.resourceId(), true);
    }

    private static String[] certificateNames(DbCluster cluster, String member) {
        return new String[] {
            ACCOUNT.endpointHost(member),
            ACCOUNT.writerHost(cluster.identifier()),
            ACCOUNT.readerHost(cluster.identifier()),
            ACCOUNT.customHost("*")
        };
    }
}
