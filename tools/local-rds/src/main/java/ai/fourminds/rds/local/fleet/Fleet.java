package ai.fourminds.rds.local.fleet;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** All that an account has, in the order in which RDS lists it. Thread-safe; only running and global clusters change. */
public final class Fleet {
    private final Account account;
    private final TreeMap<String, DbInstance> instances;
    private final List<DbCluster> listedClusters;
    private final Supplier<List<DbCluster>> runningClusters;
    private final Map<String, DbGlobalCluster> globals = new ConcurrentSkipListMap<>();
    private final List<DbProxy> proxies;
    private final List<DbProxyEndpoint> proxyEndpoints;

    private Fleet(Account account, SampleFleet sample, Running running) {
        this.account = account;
        this.instances = new TreeMap<>(sample.instances());
        this.listedClusters = List.copyOf(sample.clusters());
        this.runningClusters = running.clusters();
        this.proxies = running.proxies().stream()
                .sorted(Comparator.comparing(DbProxy::name))
                .toList();
        this.proxyEndpoints = running.proxyEndpoints();
        Account elsewhere = new Account(account.id(), "eu-west-1");
        String eu = elsewhere.clusterArn("prod-checkout-eu");
        // One that is written to elsewhere, and one for each cluster that runs here and is written to.
        add("prod-checkout-global", Engine.AURORA_MYSQL, eu, account.clusterArn("prod-checkout"));
        for (DbCluster cluster : runningClusters.get()) {
            String id = cluster.identifier();
            add(id + "-global", cluster.engine(), account.clusterArn(id), elsewhere.clusterArn(id + "-eu"));
        }
    }

    private void add(String global, Engine engine, String... members) {
        globals.put(global, new DbGlobalCluster(global, engine, List.of(members)));
    }

    /**
     * What can be connected to. Immutable.
     *
     * @param endpoints by instance, those that something listens on
     * @param clusters as they are now
     */
    public record Running(
            Map<String, Endpoint> endpoints,
            Supplier<List<DbCluster>> clusters,
            List<DbProxy> proxies,
            List<DbProxyEndpoint> proxyEndpoints) {
        public Running {
            endpoints = Map.copyOf(endpoints);
            proxies = List.copyOf(proxies);
            proxyEndpoints = List.copyOf(proxyEndpoints);
        }
    }

    /** A company's fleet of 250 instances: every engine, every state, names near each other. The same at every start. */
    public static Fleet sample(Account account, Running running) {
        var sample =
                new SampleFleet(account, running.endpoints(), running.clusters().get());
        return new Fleet(account, sample, running);
    }

    public Account account() {
        return account;
    }

    public List<DbInstance> instances() {
        return List.copyOf(instances.values());
    }

    /** By identifier or ARN, neither of which minds the case of its letters. */
    public Optional<DbInstance> find(String identifierOrArn) {
        return Optional.ofNullable(instances.get(identifier(identifierOrArn, account.instanceArn(""))));
    }

    public List<DbCluster> clusters() {
        return Stream.concat(listedClusters.stream(), runningClusters.get().stream())
                .sorted(Comparator.comparing(DbCluster::identifier))
                .toList();
    }

    /** By identifier or ARN. */
    public Optional<DbCluster> findCluster(String identifierOrArn) {
        String identifier = identifier(identifierOrArn, account.clusterArn(""));
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

    /** From now on another region's cluster takes the writes, as far as listings and names tell. */
    public void switchOver(DbGlobalCluster global, String toMember) {
        globals.put(global.identifier(), global.writtenTo(toMember));
    }

    /** The names of all clusters. */
    public List<DbClusterEndpoint> clusterEndpoints() {
        return clusters().stream().flatMap(this::endpoints).toList();
    }

    private Stream<DbClusterEndpoint> endpoints(DbCluster cluster) {
        String id = cluster.identifier();
        List<String> readers = cluster.members().subList(1, cluster.members().size());
        Stream<DbClusterEndpoint> own = Stream.of(
                new DbClusterEndpoint(cluster, "", "WRITER", account.writerHost(id), List.of()),
                new DbClusterEndpoint(cluster, "", "READER", account.readerHost(id), List.of()));
        Stream<DbClusterEndpoint> custom = cluster.customEndpoints().stream()
                .map(name -> new DbClusterEndpoint(cluster, name, "CUSTOM", account.customHost(name), readers));
        return Stream.concat(own, custom);
    }

    public List<DbProxy> proxies() {
        return proxies;
    }

    public List<DbProxyEndpoint> proxyEndpoints() {
        return proxyEndpoints;
    }

    /** Whether something that can fail has this name. */
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
