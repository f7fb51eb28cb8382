package ai.fourminds.rds.internal.discovery;

import ai.fourminds.rds.fleet.RdsInstance;
import ai.fourminds.rds.internal.aws.AwsSession;
import ai.fourminds.rds.plugin.Endpoint;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.rds.model.DescribeDbInstancesResponse;
import software.amazon.awssdk.services.rds.model.Filter;

/** Calls RDS {@code DescribeDBInstances} for an instance, a cluster's members or a region. Immutable. */
public record InstanceCalls(EnginePlugins plugins) {

    public static final String ACTION = "rds:DescribeDBInstances";

    private static final int PAGE = 100;

    /** @throws SQLException caused by {@code DbInstanceNotFoundException} if there is none, or by AWS's error */
    RdsInstance describe(AwsSession session, String id) throws SQLException {
        return session.call(ACTION, RdsClient.builder(), client -> {
            List<DBInstance> found = client.describeDBInstances(request -> request.dbInstanceIdentifier(id))
                    .dbInstances();
            if (found.isEmpty()) {
                throw new IllegalStateException("the answer names no instance");
            }
            return read(found.get(0), session.region());
        });
    }

    /** Returns every instance of the region that the caller may see, sorted by identifier. */
    List<RdsInstance> list(AwsSession session) throws SQLException {
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
        return session.call(ACTION, RdsClient.builder(), client -> {
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
                page.dbInstances().forEach(described -> instances.add(read(described, session.region())));
                marker = page.marker();
            } while (marker != null && !marker.isEmpty());
            instances.sort(Comparator.comparing(RdsInstance::id));
            return List.copyOf(instances);
        });
    }

    /** Reads a description; AWS omits unknown values. */
    private RdsInstance read(DBInstance described, String region) {
        String engine = text(described.engine());
        return new RdsInstance(
                Objects.requireNonNull(described.dbInstanceIdentifier(), "the answer names no instance"),
                text(described.dbInstanceArn()),
                text(described.dbiResourceId()),
                engine,
                text(described.engineVersion()),
                text(described.dbInstanceClass()),
                text(described.dbInstanceStatus()),
                plugins.forRdsEngine(engine).isPresent(),
                Boolean.TRUE.equals(described.iamDatabaseAuthenticationEnabled()),
                described.endpoint() == null
                        ? null
                        : endpoint(
                                described.endpoint().address(),
                                described.endpoint().port()),
                region,
                RdsInstance.Kind.INSTANCE,
                described.dbClusterIdentifier());
    }

    static @Nullable Endpoint endpoint(@Nullable String host, @Nullable Integer port) {
        return host == null || host.isBlank() || port == null ? null : new Endpoint(host, port);
    }

    static String text(@Nullable String value) {
        return Objects.requireNonNullElse(value, "");
    }
}
