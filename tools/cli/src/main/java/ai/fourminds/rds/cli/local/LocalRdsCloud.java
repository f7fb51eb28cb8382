package ai.fourminds.rds.cli.local;

import ai.fourminds.rds.cli.failure.CommandFailure;
import ai.fourminds.rds.cli.failure.ExitCode;
import ai.fourminds.rds.cli.failure.Fault;
import ai.fourminds.rds.local.DatabaseEngine;
import ai.fourminds.rds.local.LocalCluster;
import ai.fourminds.rds.local.LocalEndpoint;
import ai.fourminds.rds.local.LocalRds;
import ai.fourminds.rds.local.principals.Role;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Wraps {@link LocalRds}. The only class that refers to it, so that a distribution may lack it. As thread-safe as that.
 */
record LocalRdsCloud(LocalRds rds, Set<Path> files) implements LocalCloud {
    private static final String SUBJECT = "local-developer";
    private static final Duration TOKEN_LIFE = Duration.ofHours(12);

    static LocalCloud start(
            LocalPorts ports, Set<LocalEngine> engines, Set<LocalEngine> clusters, Consumer<String> progress)
            throws CommandFailure {
        LocalRds.Builder builder = LocalRds.builder()
                .engines(databases(engines))
                .clusters(databases(clusters))
                .awsPort(ports.aws())
                .databasePort(ports.database())
                .progress(progress);
        ports.instances().forEach(builder::port);
        try {
            return new LocalRdsCloud(builder.start(), ConcurrentHashMap.newKeySet());
        } catch (UncheckedIOException e) {
            // The message contains the remedy.
            String headline = String.valueOf(e.getMessage());
            throw new CommandFailure(new Fault(ExitCode.USAGE, "local-rds-not-started", null, headline, "", ""), e);
        }
    }

    private static List<DatabaseEngine> databases(Set<LocalEngine> engines) {
        return engines.stream()
                .map(engine -> DatabaseEngine.valueOf(engine.name()))
                .toList();
    }

    @Override
    public String endpointUrl() {
        return rds.endpointUrl().toString();
    }

    @Override
    public Map<String, String> settings() {
        return Map.copyOf(rds.settings());
    }

    @Override
    public Map<String, String> settings(LocalMethod method, Path tokenFile) throws IOException {
        return switch (method) {
            case ACCESS_KEYS -> settings();
            case IAM_ROLE -> role(tokenFile.toAbsolutePath());
            case COGNITO ->
                Map.copyOf(rds.settings(rds.cognito().user(), rds.cognito().client()));
        };
    }

    private Map<String, String> role(Path tokenFile) throws IOException {
        Role role = rds.addRole(Role.named("local-analyst")
                .trustingWebIdentity(SUBJECT)
                .withConnect(rds.principal().connectResources().toArray(String[]::new)));
        // Fails if the file exists: close() would delete it.
        Files.createFile(tokenFile);
        files.add(tokenFile);
        Files.writeString(tokenFile, rds.webIdentityToken(SUBJECT, TOKEN_LIFE) + "\n");
        return Map.copyOf(rds.settings(role, tokenFile));
    }

    @Override
    public List<String> clusters() {
        return rds.clusterIdentifiers().stream()
                .sorted()
                .map(rds::cluster)
                .map(cluster -> "Cluster " + cluster.identifier() + ": " + tunnel("writer", cluster.writer()) + ", "
                        + tunnel("readers", cluster.reader()))
                .toList();
    }

    @Override
    public String failover(String name, Optional<String> member) {
        LocalCluster cluster = rds.cluster(name);
        return member.map(cluster::failover).orElseGet(cluster::failover).identifier();
    }

    private static String tunnel(String role, LocalEndpoint endpoint) {
        return role + " by --connect-host 127.0.0.1 --connect-port " + endpoint.listenPort();
    }

    @Override
    public List<String> missing() {
        return rds.missing();
    }

    @Override
    public void close() {
        rds.close();
        try {
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
