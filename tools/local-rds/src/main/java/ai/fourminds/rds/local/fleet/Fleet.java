package ai.fourminds.rds.local.fleet;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Everything in the account. Thread-safe; only running and global clusters change. */
public final class Fleet {
    private final TreeMap<String, DbInstance> instances;
    private final List<DbCluster> listedClusters;
    private final Supplier<List<DbCluster>> runningClusters;
    private final Map<String, DbGlobalCluster> globals = new ConcurrentSkipListMap<>();
    private final List<DbProxy> proxies;
    private final List<DbProxyEndpoint> proxyEndpoints;

    /**
     * Makes a fleet of 250 instances with every engine, every status and similar names. The same at every start.
     *
     * @param endpoints by instance, the endpoints that accept connections
     * @param runningClusters returns the current descriptions of the clusters that run
     */
    public Fleet(
            Map<String, Endpoint> endpoints,
            Supplier<List<DbCluster>> runningClusters,
            List<DbProxy> proxies,
            List<DbProxyEndpoint> proxyEndpoints) {
        var sample = new SampleFleet(endpoints, runningClusters.get());
        this.instances = new TreeMap<>(sample.instances());
        this.listedClusters = List.copyOf(sample.clusters());
        this.runningClusters = runningClusters;
        this.proxies = List.copyOf(proxies);
        this.proxyEndpoints = List.copyOf(proxyEndpoints);
        Account elsewhere = new Account(Account.LOCAL.id(), "eu-west-1");
        String eu = elsewhere.arn("cluster", "prod-checkout-eu");
        // One with its writer in another region, and one for each cluster that runs here, with its writer here.
        add("prod-checkout-global", Engine.AURORA_MYSQL, eu, Account.LOCAL.arn("cluster", "prod-checkout"));
        for (DbCluster cluster : runningClusters.get()) {
            String id = cluster.identifier();
            add(
                    id + "-global",
                    cluster.engine(),
                    Account.LOCAL.arn("cluster", id),
                    elsewhere.arn("cluster", id + "-eu"));
        }
    }

    private void add(String global, Engine engine, String... members) {
        globals.put(global, new DbGlobalCluster(global, engine, List.of(members)));
    }

    public List<DbInstance> instances() {
        return List.copyOf(instances.values());
    }

    /** Finds an instance by identifier or ARN, regardless of case. */
    public Optional<DbInstance> find(String identifierOrArn) {
        return Optional.ofNullable(instances.get(identifier(identifierOrArn, Account.LOCAL.arn("db", ""))));
    }

    public List<DbCluster> clusters() {
        return Stream.concat(listedClusters.stream(), runningClusters.get().stream())
                .toList();
    }

    /** Finds a cluster by identifier or ARN. */
    public Optional<DbCluster> findCluster(String identifierOrArn) {
        String identifier = identifier(identifierOrArn, Account.LOCAL.arn("cluster", ""));
        return clusters().stream()
                .filter(cluster -> cluster.identifier().equals(identifier))
                .findFirst();
    }

    public List<DbGlobalCluster> globalClusters() {
        return List.copyOf(globals.values());
    }

    public Optional<DbGlobalCluster> findGlobalCluster(String identifier) {
        return Optional.ofNullable(globals.get(identifier.toLowerCase(Locale.ROOT)));
    }

    /** Makes another region's cluster the writer in listings and host names. */
    public void switchOver(DbGlobalCluster global, String toMember) {
        globals.put(global.identifier(), global.writtenTo(toMember));
    }

    /** Returns the endpoints of all clusters. */
    public List<DbClusterEndpoint> clusterEndpoints() {
        return clusters().stream().flatMap(this::endpoints).toList();
    }

    private Stream<DbClusterEndpoint> endpoints(DbCluster cluster) {
        String id = cluster.identifier();
        List<String> readers = cluster.members().subList(1, cluster.members().size());
        Stream<DbClusterEndpoint> own = Stream.of(
                new DbClusterEndpoint(cluster, "", "WRITER", Account.LOCAL.writerHost(id), List.of()),
                new DbClusterEndpoint(cluster, "", "READER", Account.LOCAL.readerHost(id), List.of()));
        Stream<DbClusterEndpoint> custom = cluster.customEndpoints().stream()
                .map(name -> new DbClusterEndpoint(cluster, name, "CUSTOM", Account.LOCAL.customHost(name), readers));
        return Stream.concat(own, custom);
    }

    public List<DbProxy> proxies() {
        return proxies;
    }

    public List<DbProxyEndpoint> proxyEndpoints() {
        return proxyEndpoints;
    }

    /** Whether an instance, cluster or proxy that faults can affect has this name. */
    public boolean has(String name) {
        return instances.containsKey(name)
                || clusters().stream().anyMatch(cluster -> cluster.identifier().equals(name))
                || proxies.stream().anyMatch(proxy -> proxy.name().equals(name));
    }

    private static String identifier(String identifierOrArn, String arnPrefix) {
        String wanted = identifierOrArn.toLowerCase(Locale.ROOT);
        return wanted.startsWith(arnPrefix) ? wanted.substring(arnPrefix.length()) : wanted;
    }
}
