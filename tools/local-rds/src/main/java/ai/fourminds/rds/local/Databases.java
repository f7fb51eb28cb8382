package ai.fourminds.rds.local;

import ai.fourminds.rds.local.fleet.Account;
import ai.fourminds.rds.local.fleet.DbInstance;
import ai.fourminds.rds.local.fleet.Endpoint;
import ai.fourminds.rds.local.fleet.Fleet;
import ai.fourminds.rds.local.iam.token.DatabaseAddress;
import ai.fourminds.rds.local.network.Closings;
import ai.fourminds.rds.local.network.Listeners;
import ai.fourminds.rds.local.server.DatabaseServer;
import ai.fourminds.rds.local.server.FileFailure;
import ai.fourminds.rds.local.server.MissingRequirement;
import ai.fourminds.rds.local.server.Replicas;
import ai.fourminds.rds.local.server.gateway.Gateway;
import ai.fourminds.rds.local.server.gateway.Reception;
import ai.fourminds.rds.local.tls.PrivateCa;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The database servers of a local RDS and their listeners. Used by one thread. */
final class Databases {
    private final Closings closings;
    private final Map<DatabaseEngine, List<InstanceListener>> instanceListeners = new EnumMap<>(DatabaseEngine.class);
    private final Map<DatabaseEngine, DatabaseServer> servers = new EnumMap<>(DatabaseEngine.class);
    private final Map<DatabaseEngine, Replicas> clusters = new EnumMap<>(DatabaseEngine.class);
    private final Map<String, MissingRequirement> missing = new TreeMap<>();

    private Databases(Closings closings) {
        this.closings = closings;
    }

    /** Opens all listeners, then starts all servers concurrently; leaves out those that this machine cannot run. */
    static Databases start(LocalRds.Builder builder, Path folder, Listeners listeners, Closings closings)
            throws IOException {
        var databases = new Databases(closings);
        for (DatabaseEngine engine : builder.engines) {
            databases.instanceListeners.put(engine, InstanceListener.all(engine, listeners, closings));
        }
        databases.refuseUnknown(builder);
        databases.startServers(builder, folder);
        return databases;
    }

    /** Refuses a port for an unknown identifier, which is probably misspelt. */
    private void refuseUnknown(LocalRds.Builder builder) {
        Set<String> unknown = new TreeSet<>(builder.ports.keySet());
        Set<String> known = new TreeSet<>();
        instanceListeners.values().forEach(all -> all.forEach(listener -> known.add(listener.identifier())));
        instanceListeners.keySet().forEach(engine -> known.addAll(Proxies.names(engine)));
        builder.clusters.forEach(engine -> known.addAll(Clusters.names(engine)));
        unknown.removeAll(known);
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException(
                    unknown + " cannot be connected to with these engines; those that can are " + known);
        }
    }

    /** Returns the endpoints of the instances that run, by identifier. */
    Map<String, Endpoint> announced() {
        Map<String, Endpoint> announced = new TreeMap<>();
        servers.keySet().stream()
                .flatMap(engine -> instanceListeners.getOrDefault(engine, List.of()).stream())
                .forEach(listener -> announced.put(listener.identifier(), listener.announced()));
        return announced;
    }

    /** Returns why requested instances do not run, by identifier. */
    Map<String, MissingRequirement> missing() {
        return Map.copyOf(missing);
    }

    /** Returns the servers that are not part of a cluster. */
    Map<DatabaseEngine, DatabaseServer> servers() {
        return servers;
    }

    /** Returns the servers of the clusters. */
    Map<DatabaseEngine, Replicas> clusters() {
        return clusters;
    }

    /** Opens the gateways. */
    Map<String, LocalInstance> open(Fleet fleet, PrivateCa authority, Gateways gateways) {
        Map<String, LocalInstance> connectable = new TreeMap<>();
        servers.forEach((engine, server) -> {
            for (InstanceListener listener : instanceListeners.getOrDefault(engine, List.of())) {
                connectable.put(listener.identifier(), open(listener, fleet, authority, gateways, server));
            }
        });
        return connectable;
    }

    private static LocalInstance open(
            InstanceListener listener, Fleet fleet, PrivateCa authority, Gateways gateways, DatabaseServer server) {
        String identifier = listener.identifier();
        DbInstance instance = fleet.find(identifier).orElseThrow();
        Endpoint announced = listener.announced();
        var address = new DatabaseAddress(
                List.of(announced.host()),
                announced.port(),
                Account.LOCAL.region(),
                Account.LOCAL.id(),
                instance.resourceId(),
                instance.iamAuthentication());
        Reception reception = gateways.reception(
                identifier, identifier, () -> server, address, authority, listener.certificateName());
        Gateway gateway = gateways.open(identifier, List.of(listener.listener()), reception);
        int port = listener.listener().getLocalPort();
        return new LocalInstance(identifier, announced, port, address, gateway, () -> server);
    }

    private void startServers(LocalRds.Builder builder, Path folder) throws IOException {
        ExecutorService starters = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "local-rds-start");
            thread.setDaemon(true);
            return thread;
        });
        try {
            Map<DatabaseEngine, Future<DatabaseServer>> started = new EnumMap<>(DatabaseEngine.class);
            for (DatabaseEngine engine : instanceListeners.keySet()) {
                started.put(engine, starters.submit(() -> ServerStart.of(engine, builder, folder, closings)));
            }
            Map<DatabaseEngine, Future<Replicas>> together = new EnumMap<>(DatabaseEngine.class);
            for (DatabaseEngine engine : builder.clusters) {
                together.put(engine, starters.submit(() -> ServerStart.cluster(engine, builder, folder, closings)));
            }
            @Nullable
            IOException failure = await(
                    started,
                    servers,
                    engine -> instanceListeners.getOrDefault(engine, List.of()).stream()
                            .map(InstanceListener::identifier)
                            .toList());
            @Nullable IOException other = await(together, clusters, Clusters::names);
            if (failure != null || other != null) {
                throw failure == null ? other : failure;
            }
        } finally {
            starters.shutdown();
        }
    }

    /**
     * Waits for all servers even if one fails, since those that start later must be stopped, too. Returns the first
     * failure, or null.
     */
    private <T> @Nullable IOException await(
            Map<DatabaseEngine, Future<T>> started,
            Map<DatabaseEngine, T> running,
            Function<DatabaseEngine, Collection<String>> names) {
        @Nullable IOException failure = null;
        for (Map.Entry<DatabaseEngine, Future<T>> start : started.entrySet()) {
            try {
                running.put(start.getKey(), await(start.getValue()));
            } catch (MissingRequirement lack) {
                names.apply(start.getKey()).forEach(name -> missing.put(name, lack));
            } catch (IOException e) {
                failure = failure == null ? e : failure;
            }
        }
        return failure;
    }

    private static <T> T await(Future<T> start) throws IOException {
        try {
            return start.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof MissingRequirement lack) {
                throw lack;
            }
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new IOException(
                    cause instanceof IOException failure ? FileFailure.message(failure) : cause.getMessage(), cause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while the databases start", e);
        }
    }
}
