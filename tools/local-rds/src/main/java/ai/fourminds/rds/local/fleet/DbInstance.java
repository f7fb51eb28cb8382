package ai.fourminds.rds.local.fleet;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An instance as RDS describes it. Immutable. */
public record DbInstance(
        String identifier,
        Engine engine,
        String instanceClass,
        String status,
        @Nullable Endpoint endpointOrNull,
        boolean iamAuthentication,
        int allocatedStorage,
        boolean multiAz,
        Instant created,
        @Nullable String clusterOrNull) {
    /** Returns the endpoint; empty while the instance is being created. */
    public Optional<Endpoint> endpoint() {
        return Optional.ofNullable(endpointOrNull);
    }

    /** Returns the cluster that the instance is a member of. */
    public Optional<String> cluster() {
        return Optional.ofNullable(clusterOrNull);
    }

    /** Returns this instance in another state. */
    public DbInstance as(String otherStatus, @Nullable Endpoint otherEndpoint, boolean iam) {
        return new DbInstance(
                identifier,
                engine,
                instanceClass,
                otherStatus,
                otherEndpoint,
                iam,
                allocatedStorage,
                multiAz,
                created,
                clusterOrNull);
    }

    /** Returns {@code db-} and 26 characters, derived from the identifier. */
    public String resourceId() {
        return ResourceId.of("db-", identifier);
    }
}
