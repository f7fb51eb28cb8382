package ai.fourminds.rds.local;

import ai.fourminds.rds.local.aws.AwsEndpoint;
import ai.fourminds.rds.local.aws.Identities;
import ai.fourminds.rds.local.describe.RdsActions;
import ai.fourminds.rds.local.fleet.Account;
import ai.fourminds.rds.local.fleet.DbGlobalCluster;
import ai.fourminds.rds.local.fleet.Fleet;
import ai.fourminds.rds.local.iam.token.ConnectTokens;
import ai.fourminds.rds.local.network.Closings;
import ai.fourminds.rds.local.network.DnsServer;
import ai.fourminds.rds.local.network.Listeners;
import ai.fourminds.rds.local.network.Names;
import ai.fourminds.rds.local.server.FileFailure;
import ai.fourminds.rds.local.server.Folders;
import ai.fourminds.rds.local.server.MissingRequirement;
import ai.fourminds.rds.local.tls.PrivateCa;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;

/** The servers and files of an open local RDS. Thread-safe. */
record RunningCloud(
        Fleet fleet,
        Map<String, LocalInstance> connectable,
        Map<String, LocalCluster> clusters,
        Map<String, LocalProxy> proxies,
        Map<String, MissingRequirement> missing,
        AwsEndpoint aws,
        Path rootCertificate,
        Path publicRootCertificate,
        DnsServer dns,
        Closings closings)
        implements AutoCloseable {
    private static final String CLUSTERS = "clusters that run";

    static RunningCloud open(LocalRds.Builder builder, Identities identities, Faults faults) throws IOException {
        Closings closings = new Closings();
        try {
            return open(builder, identities, faults, closings);
        } catch (IOException | RuntimeException e) {
            closings.close();
            throw e;
        }
    }

    private static RunningCloud open(LocalRds.Builder builder, Identities identities, Faults faults, Closings closings)
            throws IOException {
        Path folder = makeFolder(builder);
        closings.add(() -> Folders.delete(folder));
        PrivateCa authority = PrivateCa.create();
        PrivateCa publicAuthority = PrivateCa.create("Fourminds local public Root CA");
        Path rootCertificate = Files.writeString(folder.resolve("root-ca.pem"), authority.certificatePem());
        Path publicRoot = Files.writeString(folder.resolve("public-root-ca.pem"), publicAuthority.certificatePem());
        var listeners = new Listeners(builder.ports, faults::isDown, closings);
        var names = new Names(listeners, folder.resolve("hosts"));
        Databases databases = Databases.start(builder, folder, listeners, closings);
        var tokens = new ConnectTokens(identities.principals(), builder.clock);
        var gateways = new Gateways(listeners, names, tokens, faults, closings, builder.progress);
        Map<String, LocalCluster> clusters = new TreeMap<>();
        var proxies = new Proxies(gateways, publicAuthority);
        for (var server : databases.servers().entrySet()) {
            proxies.before(server.getKey(), server.getValue());
        }
        for (var servers : databases.clusters().entrySet()) {
            LocalCluster cluster = new Clusters(gateways, authority).open(servers.getKey(), servers.getValue());
            clusters.put(cluster.identifier(), cluster);
            proxies.before(servers.getKey(), cluster);
        }
        List<LocalCluster> open = List.copyOf(clusters.values());
        var fleet = new Fleet(
                databases.announced(),
                () -> open.stream().map(LocalCluster::now).toList(),
                proxies.described(),
                proxies.endpoints());
        Map<String, LocalInstance> connectable = databases.open(fleet, authority, gateways);
        clusters.values()
                .forEach(cluster -> cluster.members().forEach(member -> connectable.put(member.identifier(), member)));
        announceGlobals(fleet, names);
        faults.opened(fleet::has, names::write);
        DnsServer dns = DnsServer.start(names);
        closings.add(dns::close);
        BiConsumer<String, Optional<String>> failovers = (name, member) -> {
            LocalCluster cluster = one(name, clusters, databases.missing(), CLUSTERS);
            member.ifPresentOrElse(cluster::failover, cluster::failover);
        };
        var actions = new RdsActions(fleet, faults.aws(), failovers);
        AwsEndpoint aws = startEndpoint(builder, actions, identities);
        closings.add(aws::close);
        return new RunningCloud(
                fleet,
                Map.copyOf(connectable),
                Map.copyOf(clusters),
                proxies.open(),
                databases.missing(),
                aws,
                rootCertificate,
                publicRoot,
                dns,
                closings);
    }

    private static void announceGlobals(Fleet fleet, Names names) {
        for (DbGlobalCluster global : fleet.globalClusters()) {
            String id = global.identifier();
            names.alias(Account.LOCAL.globalHost(id), () -> {
                DbGlobalCluster now = fleet.findGlobalCluster(id).orElse(global);
                return Account.LOCAL.writerHostOf(now.members().get(0));
            });
        }
    }

    private static Path makeFolder(LocalRds.Builder builder) throws IOException {
        boolean named = builder.workingDirectory != null;
        Path parent = named ? builder.workingDirectory : Path.of(System.getProperty("java.io.tmpdir"));
        try {
            if (named) {
                Files.createDirectories(parent);
            }
            return Files.createTempDirectory(parent, "fourminds-rds-");
        } catch (IOException e) {
            throw new IOException(
                    "cannot make a folder in " + parent + " (" + FileFailure.reason(e) + "): choose another by "
                            + (named
                                    ? "workingDirectory"
                                    : "Java's option -Djava.io.tmpdir=FOLDER (of fourminds-rds in"
                                            + " FOURMINDS_RDS_JAVA_OPTS)"),
                    e);
        }
    }

    private static AwsEndpoint startEndpoint(LocalRds.Builder builder, RdsActions actions, Identities identities)
            throws IOException {
        try {
            return new AwsEndpoint(builder.awsPort, actions.all(), identities, builder.clock, actions.faults());
        } catch (IOException e) {
            throw new IOException(
                    "cannot listen on 127.0.0.1:" + builder.awsPort + " (awsPort): choose a free port", e);
        }
    }

    LocalInstance instance(String identifier) {
        return one(identifier, connectable(), missing(), "connectable instances");
    }

    LocalCluster cluster(String identifier) {
        return one(identifier, clusters(), missing(), CLUSTERS);
    }

    LocalProxy proxy(String name) {
        return one(name, proxies(), missing(), "proxies that run");
    }

    private static <T> T one(
            String identifier, Map<String, T> all, Map<String, MissingRequirement> missing, String what) {
        T found = all.get(identifier);
        if (found == null) {
            MissingRequirement lack = missing.get(identifier);
            throw new IllegalArgumentException(
                    "'" + identifier + "' is not one of the " + what + " " + new TreeSet<>(all.keySet())
                            + (lack == null ? "" : ": " + lack.getMessage()),
                    lack);
        }
        return found;
    }

    /** Returns a sentence for each engine that is left out: what this machine lacks. */
    List<String> lacks() {
        return missing().values().stream()
                .map(lack -> String.valueOf(lack.getMessage()))
                .distinct()
                .toList();
    }

    @Override
    public void close() {
        closings.close();
    }
}
