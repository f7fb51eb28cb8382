package ai.fourminds.rds.local.fleet;

import java.util.List;

/**
 * One of a cluster's names. Immutable.
 *
 * @param identifier of a custom endpoint; that of others is empty
 * @param type {@code WRITER}, {@code READER} or {@code CUSTOM}
 * @param staticMembers those that a custom endpoint leads to
 */
public record DbClusterEndpoint(
        DbCluster cluster, String identifier, String type, String host, List<String> staticMembers) {
    public DbClusterEndpoint {
        staticMembers = List.copyOf(staticMembers);
    }

    /** {@code cluster-endpoint-} and characters that depend on nothing but the identifier. */
    public String resourceId() {
        return ResourceId.of("cluster-endpoint-", identifier);
    }
}
