package ai.fourminds.rds.local;

import ai.fourminds.rds.local.fleet.DbInstance;
import ai.fourminds.rds.local.fleet.Endpoint;
import ai.fourminds.rds.local.fleet.Fleet;
import ai.fourminds.rds.local.iam.ConnectTokens;
import ai.fourminds.rds.local.iam.DatabaseAddress;
import ai.fourminds.rds.local.iam.Refusal;
import ai.fourminds.rds.local.server.DatabaseServer;
import ai.fourminds.rds.local.server.FileFailure;
import ai.fourminds.rds.local.server.Gateway;
import ai.fourminds.rds.local.server.MissingRequirement;
import ai.fourminds.rds.local.tls.PrivateCa;
import java.io.IOException;
import java.nio.file.Path;
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
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** The servers that are wished for and the doorways to them. Used by one thread. */
final class Databases {
    private static final int LONGEST_USER = 63;

    private final Faults faults;
    private final Closings closings;
    private final Consumer<String> progress;
    private final Map<DatabaseEngine, List<Doorway>> doorways = new EnumMap<>(DatabaseEngine.class);
    private final Map<DatabaseEngine, DatabaseServer> servers = new EnumMap<>(DatabaseEngine.class);
    private final Map<String, MissingRequirement> missing = new TreeMap<>();

    private Databases(Faults faults, Closings closings, Consumer<String> progress) {
        this.faults = faults;
        this.closings = closings;
        this.progress = progress;
    }

    /** Listens for all, then starts all servers at the same time; one that this machine cannot run is left out. */
    static Databases start(LocalRds.Builder wishes, Path folder, Faults faults, Closings closings) throws IOException {
        var databases = new Databases(faults, closings, wishes.progress);
        var street = new Street(wishes.ports, faults);
        for (DatabaseEngine engine : wishes.engines) {
            databases.doorways.put(engine, Doorway.all(engine, street, closings));
        }
        databases.refuseUnknown(wishes.ports.keySet());
        databases.startServers(wishes, folder);
        return databases;
    }

    /** A port for nobody is a mistake, most likely in the name. */
    private void refuseUnknown(Set<String> withPort) {
        Set<String> unknown = new TreeSet<>(withPort);
        Set<String> known = new TreeSet<>();
        doorways.values().forEach(all -> all.forEach(doorway -> known.add(doorway.identifier())));
        unknown.removeAll(known);
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException(
                    unknown + " cannot be connected to with these engines; those that can are " + known);
        }
    }

    /** By identifier, where each instance that can be connected to is announced to be. */
    Map<String, Endpoint> announced() {
        Map<String, Endpoint> announced = new TreeMap<>();
        servers.keySet().stream()
                .flatMap(engine -> doorways.getOrDefault(engine, List.of()).stream())
                .forEach(doorway -> announced.put(doorway.identifier(), doorway.announced()));
        return announced;
    }

    /** By identifier, why an instance cannot be connected to although it was wished for. */
    Map<String, MissingRequirement> missing() {
        return Map.copyOf(missing);
    }

    /** Opens the gateways. */
    Map<String, LocalInstance> open(Fleet fleet, PrivateCa authority, ConnectTokens tokens) {
        Map<String, LocalInstance> connectable = new TreeMap<>();
        servers.forEach((engine, server) -> {
            for (Doorway doorway : doorways.getOrDefault(engine, List.of())) {
                connectable.put(doorway.identifier(), open(doorway, fleet, authority, tokens, server));
            }
        });
        return Map.copyOf(connectable);
    }

    private LocalInstance open(
            Doorway doorway, Fleet fleet, PrivateCa authority, ConnectTokens tokens, DatabaseServer server) {
        DbInstance instance = fleet.find(doorway.identifier()).orElseThrow();
        Endpoint announced = doorway.announced();
        var address = new DatabaseAddress(
                announced.host(),
                announced.port(),
                fleet.account().region(),
                fleet.account().id(),
                instance.resourceId(),
                instance.iamAuthentication());
        SSLContext own = authority.serverContext(doorway.certificateName());
        SSLContext wrong = authority.serverContext(Doorway.otherHost(doorway.identifier()));
        Gateway gateway = server.open(
                doorway.listener(),
                address,
                () -> faults.hasWrongCertificate(doorway.identifier()) ? wrong : own,
                tokens.with(() -> faults.refusal(doorway.identifier())));
        gateway.onRefusal((reason, user) -> progress.accept(refusal(doorway.identifier(), reason, user)));
        closings.add(gateway::close);
        return new LocalInstance(instance, announced, doorway.listener().getLocalPort(), gateway, server);
    }

    /** Something that is too long for a user's name may be a token in the wrong place. */
    private static String refusal(String instance, Refusal reason, String user) {
        String who = user.length() > LONGEST_USER ? "a user with too long a name" : "'" + user + "'";
        return instance + " refused a login as " + who + ": " + reason.words() + " (" + reason + ")";
    }

    private void startServers(LocalRds.Builder wishes, Path folder) throws IOException {
        ExecutorService starters = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "local-rds-start");
            thread.setDaemon(true);
            return thread;
        });
        try {
            Map<DatabaseEngine, Future<DatabaseServer>> started = new EnumMap<>(DatabaseEngine.class);
            for (DatabaseEngine engine : doorways.keySet()) {
                started.put(engine, starters.submit(() -> ServerStart.of(engine, wishes, folder, closings)));
            }
            await(started);
        } finally {
            starters.shutdown();
        }
    }

    /** Waits for all even where one has failed: whatever starts late has to be undone as well. */
    private void await(Map<DatabaseEngine, Future<DatabaseServer>> started) throws IOException {
        @Nullable IOException failure = null;
        for (Map.Entry<DatabaseEngine, Future<DatabaseServer>> start : started.entrySet()) {
            try {
                servers.put(start.getKey(), await(start.getValue()));
            } catch (MissingRequirement lack) {
                leaveOut(start.getKey(), lack);
            } catch (IOException e) {
                failure = failure == null ? e : failure;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    private static DatabaseServer await(Future<DatabaseServer> start) throws IOException {
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

    private void leaveOut(DatabaseEngine engine, MissingRequirement lack) {
        for (Doorway doorway : doorways.getOrDefault(engine, List.of())) {
            missing.put(doorway.identifier(), lack);
        }
    }
}
