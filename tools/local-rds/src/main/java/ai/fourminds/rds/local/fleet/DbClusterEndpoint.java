package ai.fourminds.rds.local.fleet;

import java.util.List;

/**
 * An endpoint of a cluster. Immutable.
 *
 * @param identifier of a custom endpoint; else empty
 * @param type {@code WRITER}, {@code READER} or {@code CUSTOM}
 * @param staticMembers the members that a custom endpoint leads to
 */
public record DbClusterEndpoint(
        DbCluster cluster, String identifier, String type, String host, List<String> staticMembers) {
    public DbClusterEndpoint {
        staticMembers = List.copyOf(staticMembers);
    }

    /** Returns {@code cluster-endpoint-} and characters derived from the identifier. */
    public String resourceId() {
        return ResourceId.of("cluster-endpoint-", identifier);
    }
}
