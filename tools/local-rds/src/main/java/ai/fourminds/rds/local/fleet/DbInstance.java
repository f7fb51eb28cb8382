package ai.fourminds.rds.local.fleet;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What RDS tells about one database instance. Immutable. */
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
    /** Absent while the instance is being created. */
    public Optional<Endpoint> endpoint() {
        return Optional.ofNullable(endpointOrNull);
    }

    /** The cluster that the instance is a member of. */
    public Optional<String> cluster() {
        return Optional.ofNullable(clusterOrNull);
    }

    /** The same instance in another state. */
    public DbInstance in(String otherStatus) {
        return with(otherStatus, endpointOrNull, iamAuthentication);
    }

    /** The same instance, announced elsewhere. */
    public DbInstance at(Endpoint elsewhere) {
        return with(status, elsewhere, iamAuthentication);
    }

    /** The same instance with IAM database authentication switched off. */
    public DbInstance withoutIamAuthentication() {
        return with(status, endpointOrNull, false);
    }

    private DbInstance with(String otherStatus, @Nullable Endpoint otherEndpoint, boolean iam) {
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

    /** {@code db-} and 26 characters that depend on nothing but the identifier. */
    public String resourceId() {
        return ResourceId.of("db-", identifier);
    }
}
