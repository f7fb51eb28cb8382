package ai.fourminds.rds.local.fleet;

import java.time.Instant;
import java.util.List;

/**
 * A cluster as RDS describes it. Immutable.
 *
 * @param engine Aurora's name of it or, for a Multi-AZ cluster, that of instances
 * @param members the instances' identifiers, the writer first
 * @param customEndpoints names of endpoints that lead to the readers
 */
public record DbCluster(
        String identifier,
        Engine engine,
        String status,
        boolean iamAuthentication,
        List<String> members,
        List<String> customEndpoints,
        Instant created) {
    public DbCluster {
        members = List.copyOf(members);
        customEndpoints = List.copyOf(customEndpoints);
    }

    /** Returns this cluster in another state. */
    public DbCluster as(String otherStatus, boolean iam) {
        return new DbCluster(identifier, engine, otherStatus, iam, members, customEndpoints, created);
    }

    /** Returns {@code cluster-} and 26 characters, derived from the identifier. */
    public String resourceId() {
        return ResourceId.of("cluster-", identifier);
    }

    public boolean isAurora() {
        return engine.name().startsWith("aurora");
    }
}
