package ai.fourminds.rds.local;

import ai.fourminds.rds.local.fleet.Account;
import ai.fourminds.rds.local.fleet.DbProxy;
import ai.fourminds.rds.local.fleet.DbProxyEndpoint;
import ai.fourminds.rds.local.fleet.Endpoint;
import ai.fourminds.rds.local.iam.token.DatabaseAddress;
import ai.fourminds.rds.local.server.DatabaseServer;
import ai.fourminds.rds.local.server.gateway.Reception;
import ai.fourminds.rds.local.tls.PrivateCa;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Opens proxies of instances and clusters. Used by one thread. */
final class Proxies {
    private static final Account ACCOUNT = Account.LOCAL;
    private static final Instant CREATED = Instant.parse("2024-05-05T05:05:05Z");

    private final Gateways gateways;
    private final PrivateCa authority;
    private final Map<String, LocalProxy> open = new TreeMap<>();
    private final List<DbProxy> described = new ArrayList<>();
    private final List<DbProxyEndpoint> endpoints = new ArrayList<>();

    /** @param authority issues the proxies' certificates, unlike the databases' */
    Proxies(Gateways gateways, PrivateCa authority) {
        this.gateways = gateways;
        this.authority = authority;
    }

    /** Returns the names of the proxies of an engine's instance. */
    static List<String> names(DatabaseEngine engine) {
        String name = name(engine);
        return List.of(name, name + "-noiam");
    }

    private static String name(DatabaseEngine engine) {
        return switch (engine) {
            case POSTGRESQL -> "prod-proxy";
            case MARIADB -> "prod-orders-proxy";
            case MYSQL -> "prod-billing-proxy";
        };
    }

    void before(DatabaseEngine engine, DatabaseServer server) throws IOException {
        for (String name : names(engine)) {
            DbProxy proxy = describe(name, engine, !name.endsWith("-noiam"));
            DatabaseAddress address = address(proxy, ACCOUNT.proxyHost(name));
            open.put(name, new LocalProxy(proxy, address, open(name, proxy, address, () -> server), null));
        }
    }

    void before(DatabaseEngine engine, LocalCluster cluster) throws IOException {
        String name = cluster.identifier() + "-proxy";
        String reading = name + "-ro";
        DbProxy proxy = describe(name, engine, true);
        endpoints.add(new DbProxyEndpoint(proxy, reading));
        DatabaseAddress address = address(proxy, ACCOUNT.proxyHost(name));
        DatabaseAddress readers = address(proxy, ACCOUNT.proxyEndpointHost(reading));
        open.put(
                name,
                new LocalProxy(
                        proxy,
                        address,
                        open(name, proxy, address, cluster::writerServer),
                        open(reading, proxy, readers, cluster::readerServer)));
    }

    Map<String, LocalProxy> open() {
        return Map.copyOf(open);
    }

    List<DbProxy> described() {
        return described;
    }

    List<DbProxyEndpoint> endpoints() {
        return endpoints;
    }

    private DbProxy describe(String name, DatabaseEngine engine, boolean iam) {
        String family = engine == DatabaseEngine.POSTGRESQL ? "POSTGRESQL" : "MYSQL";
        DbProxy proxy = new DbProxy(name, family, iam, "available", CREATED);
        described.add(proxy);
        return proxy;
    }

    private static DatabaseAddress address(DbProxy proxy, String host) {
        int port = proxy.engineFamily().equals("POSTGRESQL") ? 5432 : 3306;
        return new DatabaseAddress(List.of(host), port, proxy.resourceId(), proxy.iamAuthentication());
    }

    private LocalEndpoint open(String name, DbProxy proxy, DatabaseAddress address, Supplier<DatabaseServer> server)
            throws IOException {
        String host = address.hosts().get(0);
        Reception reception = gateways.reception(name, proxy.name(), server, address, authority, host);
        return gateways.open(name, new Endpoint(host, address.port()), reception);
    }
}
