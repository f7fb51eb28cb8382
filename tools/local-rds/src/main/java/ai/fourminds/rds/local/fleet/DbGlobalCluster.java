package ai.fourminds.rds.local.fleet;

import java.util.ArrayList;
import java.util.List;

/**
 * A global cluster as RDS describes it. Immutable.
 *
 * @param members the ARNs of its clusters, one per region, the writer's first
 */
public record DbGlobalCluster(String identifier, Engine engine, List<String> members) {
    public DbGlobalCluster {
        members = List.copyOf(members);
    }

    /** Returns {@code cluster-} and hexadecimal digits, like the ids of older clusters. */
    public String resourceId() {
        return ResourceId.hexadecimal("cluster-", identifier);
    }

    /**
     * Returns this global cluster with another writer.
     *
     * @throws IllegalArgumentException unless {@code member} is one of its secondaries
     */
    DbGlobalCluster writtenTo(String member) {
        if (members.indexOf(member) < 1) {
            throw new IllegalArgumentException("'" + member + "' is no secondary of " + identifier
                    + ", whose members are " + members + ", the writer first");
        }
        List<String> order = new ArrayList<>(members);
        order.remove(member);
        order.add(0, member);
        return new DbGlobalCluster(identifier, engine, order);
    }
}
