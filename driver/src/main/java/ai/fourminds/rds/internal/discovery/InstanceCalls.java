package ai.fourminds.rds.internal.discovery;

import ai.fourminds.rds.fleet.RdsInstance;
import ai.fourminds.rds.internal.aws.AwsCall;
import ai.fourminds.rds.internal.aws.AwsSession;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.rds.model.DescribeDbInstancesResponse;
import software.amazon.awssdk.services.rds.model.Filter;

/**
 * Calls RDS {@code DescribeDBInstances} for one instance, the members of a cluster or a whole region. Immutable and
 * thread-safe.
 */
public final class InstanceCalls {

    /** The required IAM action. */
    public static final String ACTION = "rds:DescribeDBInstances";

    private static final int PAGE = 100;

    private final Set<String> supportedEngines;

    /** @param supportedEngines the values of {@code DBInstance.Engine} that have a plugin */
    public InstanceCalls(Set<String> supportedEngines) {
        this.supportedEngines = Set.copyOf(supportedEngines);
    }

    /**
     * Returns one instance.
     *
     * @throws SQLException caused by {@code DbInstanceNotFoundException} if there is none, or by AWS's error
     */
    RdsInstance describe(AwsSession session, String id) throws SQLException {
        return AwsCall.with(session, ACTION, RdsClient.builder(), client -> {
            List<DBInstance> found = client.describeDBInstances(request -> request.dbInstanceIdentifier(id))
                    .dbInstances();
            if (found.isEmpty()) {
                throw new IllegalStateException("the answer names no instance");
            }
            return DescribedInstance.read(found.get(0), session.region(), supportedEngines);
        });
    }

    /** Returns every instance of the region that the caller may see, sorted by identifier. */
    public List<RdsInstance> list(AwsSession session) throws SQLException {
        return list(session, List.of());
    }

    /** Returns the instances of a cluster, sorted by identifier; empty if there is no such cluster. */
    List<RdsInstance> members(AwsSession session, String cluster) throws SQLException {
        return list(
                session,
                List.of(Filter.builder().name("db-cluster-id").values(cluster).build()));
    }

    private List<RdsInstance> list(AwsSession session, List<Filter> filters) throws SQLException {
        long endNanos = System.nanoTime() + session.timeout().toNanos();
        return AwsCall.with(session, ACTION, RdsClient.builder(), client -> {
            List<RdsInstance> instances = new ArrayList<>();
            String marker = null;
            do {
                String from = marker;
                Duration bound = Duration.ofNanos(Math.max(1_000_000, endNanos - System.nanoTime()));
                DescribeDbInstancesResponse page = client.describeDBInstances(request -> request.filters(filters)
                        .marker(from)
                        .maxRecords(PAGE)
                        .overrideConfiguration(call -> call.apiCallTimeout(bound)));
                if (!page.hasDbInstances()) {
                    throw new IllegalStateException("the answer has no list of instances");
                }
                for (DBInstance described : page.dbInstances()) {
                    instances.add(DescribedInstance.read(described, session.region(), supportedEngines));
                }
                marker = page.marker();
            } while (marker != null && !marker.isEmpty());
            instances.sort(Comparator.comparing(RdsInstance::id));
            return List.copyOf(instances);
        });
    }
}
