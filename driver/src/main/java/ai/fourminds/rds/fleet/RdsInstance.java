package ai.fourminds.rds.fleet;

import ai.fourminds.rds.plugin.Endpoint;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a connect leads to: a DB instance as RDS {@code DescribeDBInstances} describes it, or a cluster or proxy in its place.
 *
 * @param id its identifier
 * @param arn its ARN; empty where RDS could not be asked
 * @param resourceId what {@code rds-db:connect} policies name: the instance's {@code db-…}, its cluster's {@code cluster-…} or
 *     the proxy's {@code prx-…}; empty where RDS could not be asked
 * @param engine the value of {@code Engine}: {@code aurora-postgresql}
 * @param engineVersion the value of {@code EngineVersion}
 * @param instanceClass the value of {@code DBInstanceClass}
 * @param status the value of {@code DBInstanceStatus}: {@code available}
 * @param supported whether a plugin for the engine is on the class path
 * @param iamAuthentication whether IAM database authentication is enabled, or nothing is known of it
 * @param endpoint where it listens, or null while it has no endpoint
 * @param region the AWS region it lives in
 * @param kind what it is
 * @param cluster the identifier of the cluster that it belongs to or is; or null
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
        String region,
        Kind kind,
        @Nullable String cluster) {

    /** What can be connected to. */
    public enum Kind {
        /** A DB instance. */
        INSTANCE,
        /** An Aurora or Multi-AZ cluster, by one of its endpoints. */
        CLUSTER,
        /** A proxy of RDS Proxy. */
        PROXY
    }

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
        Objects.requireNonNull(kind, "kind");
    }

    /** Whether the status says that it accepts connections. */
    public boolean available() {
        return status.equals("available");
    }

    /**
     * A text as it stands in the {@code Resource} of an IAM policy, where {@code * ? $} would mean more (IAM User Guide, "IAM
     * policy elements: variables and tags").
     */
    public static String inPolicy(String text) {
        return text.replaceAll("[*?$]", "\\${$0}");
    }
}
