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

    /** Returns this cluster with another status. */
    public DbCluster in(String otherStatus) {
        return new DbCluster(identifier, engine, otherStatus, iamAuthentication, members, customEndpoints, created);
    }

    /** Returns this cluster with IAM database authentication switched off. */
    public DbCluster withoutIamAuthentication() {
        return new DbCluster(identifier, engine, status, false, members, customEndpoints, created);
    }

    /** Returns {@code cluster-} and 26 characters, derived from the identifier. */
    public String resourceId() {
        return ResourceId.of("cluster-", identifier);
    }

    public boolean isAurora() {
        return engine.name().startsWith("aurora");
    }
}
