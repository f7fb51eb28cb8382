package ai.fourminds.rds.fleet;

import ai.fourminds.rds.plugin.Endpoint;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The target of a connect: a DB instance as RDS {@code DescribeDBInstances} describes it, or a cluster or proxy in its
 * place.
 *
 * @param id its identifier
 * @param arn its ARN; empty if RDS could not be asked
 * @param resourceId the id that {@code rds-db:connect} policies name: the instance's {@code db-…}, its cluster's
 *     {@code cluster-…} or the proxy's {@code prx-…}; empty if RDS could not be asked
 * @param engine the value of {@code Engine}: {@code aurora-postgresql}
 * @param engineVersion the value of {@code EngineVersion}
 * @param instanceClass the value of {@code DBInstanceClass}
 * @param status the value of {@code DBInstanceStatus}: {@code available}
 * @param supported whether a plugin for the engine is on the class path
 * @param iamAuthentication whether IAM database authentication is enabled; true if unknown
 * @param endpoint its host and port, or null while it has none
 * @param region the AWS region
 * @param kind whether it is an instance, cluster or proxy
 * @param cluster the identifier of the cluster that it belongs to or is, or null
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

    /** The kind of target. */
    public enum Kind {
        /** A DB instance. */
        INSTANCE,
        /** An Aurora or Multi-AZ cluster, reached by one of its endpoints. */
        CLUSTER,
        /** An RDS Proxy. */
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

    /** Returns whether the status allows connections. */
    public boolean available() {
        return status.equals("available");
    }

    /**
     * Escapes text for the {@code Resource} of an IAM policy, where {@code * ? $} have a special meaning (IAM User
     * Guide, "IAM policy elements: variables and tags").
     */
    public static String inPolicy(String text) {
        return text.replaceAll("[*?$]", "\\${$0}");
    }
}
