package ai.fourminds.rds.local.fleet;

import java.util.ArrayList;
import java.util.List;

/**
 * What RDS tells about one global cluster. Immutable.
 *
 * @param members the ARNs of its clusters, of one in each region; that which takes writes first
 */
public record DbGlobalCluster(String identifier, Engine engine, List<String> members) {
    public DbGlobalCluster {
        members = List.copyOf(members);
    }

    /** {@code cluster-} and hexadecimal digits, as those of clusters of older days. */
    public String resourceId() {
        return ResourceId.hexadecimal("cluster-", identifier);
    }

    /**
     * The same with another writer.
     *
     * @throws IllegalArgumentException for another than one of its secondaries
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
