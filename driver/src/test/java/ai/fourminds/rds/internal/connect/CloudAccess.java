package ai.fourminds.rds.internal.connect;

import ai.fourminds.rds.fleet.CallerIdentity;
import ai.fourminds.rds.fleet.RdsInstance;
import ai.fourminds.rds.internal.credentials.CredentialsMethods;
import ai.fourminds.rds.internal.discovery.EnginePlugins;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/** A driver's shared state of its own, looking at AWS through settings. */
public final class CloudAccess {

    private final SharedState shared;

    public CloudAccess(Clock clock) {
        shared = SharedState.of(new EnginePlugins(List.of(new RecordingPlugin())), CredentialsMethods.load(), clock);
    }

    public SharedState shared() {
        return shared;
    }

    public FleetAccess fleet(Map<String, String> settings) throws SQLException {
        return FleetAccess.of(shared, Configuration.ofSettings(shared, settings, Map.of()), null);
    }

    public CallerIdentity caller(Map<String, String> settings) throws SQLException {
        FleetAccess fleet = fleet(settings);
        return fleet.caller(fleet.deadline());
    }

    public RdsInstance instance(Map<String, String> settings, String id) throws SQLException {
        FleetAccess fleet = fleet(settings);
        return fleet.instance(
                Configuration.of(Configuration.ofSettings(shared, settings, Map.of()), id, null)
                        .wanted(shared.plugins()),
                fleet.deadline());
    }

    /** Waits until no call is under way any more, in the background or left behind. */
    public static void awaitCalls() throws InterruptedException {
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().startsWith("fourminds-rds-")) {
                thread.join(30_000);
                if (thread.isAlive()) {
                    throw new IllegalStateException(thread + " does not end");
                }
            }
        }
    }
}
