package ai.fourminds.rds.local.fleet;

import java.time.Instant;
import java.util.List;

/**
 * What RDS tells about one database cluster. Immutable.
 *
 * @param engine as Aurora names it or, of a Multi-AZ cluster, as instances have it
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

    /** The same cluster in another state. */
    public DbCluster in(String otherStatus) {
        return new DbCluster(identifier, engine, otherStatus, iamAuthentication, members, customEndpoints, created);
    }

    /** The same cluster with IAM database authentication switched off. */
    public DbCluster withoutIamAuthentication() {
        return new DbCluster(identifier, engine, status, false, members, customEndpoints, created);
    }

    /** {@code cluster-} and 26 characters that depend on nothing but the identifier. */
    public String resourceId() {
        return ResourceId.of("cluster-", identifier);
    }

    public boolean isAurora() {
        return engine.name().startsWith("aurora");
    }
}
