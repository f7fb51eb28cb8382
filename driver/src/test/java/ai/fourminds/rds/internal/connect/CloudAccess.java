package ai.fourminds.rds.internal.connect;

import ai.fourminds.rds.fleet.CallerIdentity;
import ai.fourminds.rds.internal.credentials.CredentialsMethods;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/** A driver's caches of their own, looking at AWS through settings. */
public final class CloudAccess {

    private final SharedState shared;

    public CloudAccess(Clock clock) {
        shared = SharedState.of(new EnginePlugins(List.of(new RecordingPlugin())), CredentialsMethods.load(), clock);
    }

    public FleetAccess fleet(Map<String, String> settings) throws SQLException {
        return FleetAccess.of(shared, Configuration.ofSettings(shared, settings, Map.of()), null);
    }

    public CallerIdentity caller(Map<String, String> settings) throws SQLException {
        return fleet(settings).caller();
    }
}
