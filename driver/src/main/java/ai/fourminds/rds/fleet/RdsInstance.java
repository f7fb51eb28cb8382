package ai.fourminds.rds.fleet;

import ai.fourminds.rds.plugin.Endpoint;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One DB instance as RDS {@code DescribeDBInstances} describes it.
 *
 * @param id the DB instance identifier
 * @param arn the DB instance ARN
 * @param resourceId the {@code DbiResourceId}, which {@code rds-db:connect} policies name
 * @param engine the value of {@code Engine}: {@code aurora-postgresql}
 * @param engineVersion the value of {@code EngineVersion}
 * @param instanceClass the value of {@code DBInstanceClass}
 * @param status the value of {@code DBInstanceStatus}: {@code available}
 * @param supported whether a plugin for the engine is on the class path
 * @param iamAuthentication whether IAM database authentication is enabled
 * @param endpoint where it listens, or null while it has no endpoint
 * @param region the AWS region it lives in
 */
public record RdsInstance(
        String id,
        String arn,
        String resourceId,
        String engine,
        String engineVersion,
        String instanceClass,
        String status,
        boolean supported,
        boolean iamAuthentication,
        @Nullable Endpoint endpoint,
        String region) {

    /** Refuses nulls. */
    public RdsInstance {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(arn, "arn");
        Objects.requireNonNull(resourceId, "resourceId");
        Objects.requireNonNull(engine, "engine");
        Objects.requireNonNull(engineVersion, "engineVersion");
        Objects.requireNonNull(instanceClass, "instanceClass");
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(region, "region");
    }

    /** Whether the status says that it accepts connections. */
    public boolean available() {
        return status.equals("available");
    }
}
