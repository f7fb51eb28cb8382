package ai.fourminds.rds.cli.local;

import ai.fourminds.rds.cli.failure.CommandFailure;
import ai.fourminds.rds.cli.failure.ExitCode;
import ai.fourminds.rds.cli.failure.Fault;
import ai.fourminds.rds.local.DatabaseEngine;
import ai.fourminds.rds.local.LocalCluster;
import ai.fourminds.rds.local.LocalEndpoint;
import ai.fourminds.rds.local.LocalRds;
import ai.fourminds.rds.local.principals.Role;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * A local RDS in this process, which runs until it is closed. The only class that refers to {@link LocalRds}, so that a
 * distribution may lack it. Thread-safe.
 */
public final class LocalCloud implements Closeable {
    private static final String SUBJECT = "local-developer";
    private static final Duration TOKEN_LIFE = Duration.ofHours(12);

    private final LocalRds rds;
    private final Set<Path> files = ConcurrentHashMap.newKeySet();

    private LocalCloud(LocalRds rds) {
        this.rds = rds;
    }

    static LocalCloud start(LocalPlan plan, Consumer<String> progress) throws CommandFailure {
        LocalRds.Builder builder = LocalRds.builder()
                .engines(databases(plan.engines()))
                .clusters(databases(plan.clusters()))
                .awsPort(plan.awsPort())
                .progress(progress);
        plan.ports().forEach(builder::port);
        try {
            return new LocalCloud(builder.start());
        } catch (UncheckedIOException e) {
            // The message contains the remedy.
            String headline = String.valueOf(e.getMessage());
            throw new CommandFailure(new Fault(ExitCode.USAGE, "local-rds-not-started", headline, "", ""), e);
        }
    }

    private static List<DatabaseEngine> databases(List<String> engines) {
        return engines.stream()
                .map(engine -> DatabaseEngine.valueOf(engine.toUpperCase(Locale.ROOT)))
                .toList();
    }

    /** Returns a client's settings, by name. The secret key is valid here only. */
    public Map<String, String> settings() {
        return Map.copyOf(rds.settings());
    }

    /**
     * Returns a client's settings for a credentials method, by name.
     *
     * @param auth the method: {@code access-keys}, {@code iam-role} or {@code cognito}
     * @param tokenFile the file to write a web identity token to, if the method needs one; deleted on close
     */
    public Map<String, String> settings(String auth, Path tokenFile) throws IOException {
        return switch (auth) {
            case "iam-role" -> role(tokenFile.toAbsolutePath());
            case "cognito" ->
                Map.copyOf(rds.settings(rds.cognito().user(), rds.cognito().client()));
            default -> settings();
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

    /** Returns a line with the endpoints of each cluster. */
    public List<String> clusters() {
        return rds.clusterIdentifiers().stream()
                .sorted()
                .map(rds::cluster)
                .map(cluster -> "Cluster " + cluster.identifier() + ": " + tunnel("writer", cluster.writer()) + ", "
                        + tunnel("readers", cluster.reader()))
                .toList();
    }

    /**
     * Promotes a reader of a cluster, and returns its identifier when it is the writer.
     *
     * @param member the reader; empty for any
     * @throws IllegalArgumentException if the cluster does not run, or the member is not one of its readers
     */
    public String failover(String name, Optional<String> member) {
        LocalCluster cluster = rds.cluster(name);
        return member.map(cluster::failover).orElseGet(cluster::failover).identifier();
    }

    private static String tunnel(String role, LocalEndpoint endpoint) {
        return role + " by --connect-host 127.0.0.1 --connect-port " + endpoint.listenPort();
    }

    /** Returns a sentence for each engine that does not run: what this machine lacks, and the remedy. */
    public List<String> missingRequirements() {
        return rds.missing();
    }

    /** Stops all servers and deletes their files. */
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
