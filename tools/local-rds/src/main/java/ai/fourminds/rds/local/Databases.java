package ai.fourminds.rds.local;

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
import ai.fourminds.rds.local.server.gateway.Reception;
import ai.fourminds.rds.local.tls.PrivateCa;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The database servers of a local RDS and their listeners. Used by one thread. */
final class Databases {
    private final Map<DatabaseEngine, List<InstanceListener>> instanceListeners = new EnumMap<>(DatabaseEngine.class);
    private final Map<DatabaseEngine, DatabaseServer> servers = new ConcurrentSkipListMap<>();
    private final Map<DatabaseEngine, Replicas<?>> clusters = new ConcurrentSkipListMap<>();
    private final Map<String, MissingRequirement> missing = new ConcurrentSkipListMap<>();

    private Databases() {}

    /** Opens all listeners, then starts all servers concurrently; leaves out those that this machine cannot run. */
    static Databases start(LocalRds.Builder builder, Path folder, Listeners listeners, Closings closings)
            throws IOException {
        var databases = new Databases();
        for (DatabaseEngine engine : builder.engines) {
            databases.instanceListeners.put(engine, InstanceListener.all(engine, listeners));
        }
        databases.refuseUnknown(builder);
        databases.startServers(builder, folder, closings);
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

    Map<DatabaseEngine, Replicas<?>> clusters() {
        return clusters;
    }

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
                List.of(announced.host()), announced.port(), instance.resourceId(), instance.iamAuthentication());
        Reception reception = gateways.reception(
                identifier, identifier, () -> server, address, authority, listener.certificateName());
        LocalEndpoint endpoint = gateways.open(identifier, announced, List.of(listener.listener()), reception);
        return new LocalInstance(identifier, endpoint, address, () -> server);
    }

    /** Waits for all servers even if one fails; {@code closings} stops those that have started. */
    private void startServers(LocalRds.Builder builder, Path folder, Closings closings) throws IOException {
        List<Callable<@Nullable Void>> starts = new ArrayList<>();
        instanceListeners.forEach((engine, listeners) -> {
            var names = listeners.stream().map(InstanceListener::identifier).toList();
            starts.add(start(names, () -> servers.put(engine, ServerStart.of(engine, builder, folder, closings))));
        });
        for (DatabaseEngine engine : builder.clusters) {
            starts.add(start(
                    Clusters.names(engine),
                    () -> clusters.put(engine, ServerStart.cluster(engine, builder, folder, closings))));
        }
        ExecutorService starters = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "local-rds-start");
            thread.setDaemon(true);
            return thread;
        });
        try {
            for (Future<@Nullable Void> start : starters.invokeAll(starts)) {
                start.get();
            }
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new IOException(
                    cause instanceof IOException failure ? FileFailure.message(failure) : cause.getMessage(), cause);
        } catch (InterruptedException e) {
            throw interrupted(starters, e);
        } finally {
            starters.shutdown();
        }
    }

    /** Waits until the starts have ended, too: a server that starts later would not be closed. */
    private static IOException interrupted(ExecutorService starters, InterruptedException cause) {
        try {
            starters.shutdownNow();
            starters.awaitTermination(30, TimeUnit.SECONDS);
        } catch (InterruptedException again) {
            cause.addSuppressed(again);
        }
        Thread.currentThread().interrupt();
        return new IOException("interrupted while the databases start", cause);
    }

    private Callable<@Nullable Void> start(Collection<String> names, Callable<?> start) {
        return () -> {
            try {
                start.call();
            } catch (MissingRequirement lack) {
                names.forEach(name -> missing.put(name, lack));
            }
            return null;
        };
    }
}
