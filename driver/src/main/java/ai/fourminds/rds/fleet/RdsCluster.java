package ai.fourminds.rds.fleet;

import ai.fourminds.rds.plugin.Endpoint;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One Aurora or Multi-AZ cluster, as RDS {@code DescribeDBClusters} describes it. Without that permission it is derived
 * from its members.
 *
 * @param id the DB cluster identifier
 * @param arn the DB cluster ARN
 * @param resourceId the {@code DbClusterResourceId}, which {@code rds-db:connect} policies name; empty if unknown
 * @param engine the value of {@code Engine}: {@code aurora-postgresql}
 * @param engineVersion the value of {@code EngineVersion}
 * @param status the value of {@code Status}: {@code available}
 * @param supported whether a plugin for the engine is on the class path
 * @param iamAuthentication whether IAM database authentication is enabled; true if unknown
 * @param writer the writer endpoint, or null while there is none
 * @param reader the reader endpoint, or null if there is none
 * @param customEndpoints the hosts of its custom endpoints
 * @param members its instances, the writer first if known
 * @param region the AWS region
 */
public record RdsCluster(
        String id,
        String arn,
        String resourceId,
        String engine,
        String engineVersion,
        String status,
        boolean supported,
        boolean iamAuthentication,
        @Nullable Endpoint writer,
        @Nullable Endpoint reader,
        List<String> customEndpoints,
        List<Member> members,
        String region) {

    /**
     * An instance of a cluster.
     *
     * @param id the DB instance identifier
     * @param role its role in the cluster
     */
    public record Member(String id, Role role) {}

    /** The role of an instance in its cluster. */
    public enum Role {
        /** Accepts writes. */
        WRITER,
        /** Accepts reads only. */
        READER,
        /** Not known: RDS could not be asked. */
        UNKNOWN
    }

    /**
     * Returns the instance that a connect to the cluster uses.
     *
     * @param endpoint one of its endpoints, or null while there is none
     */
    public RdsInstance target(@Nullable Endpoint endpoint) {
        return new RdsInstance(
                id,
                arn,
                resourceId,
                engine,
                engineVersion,
                "",
                status,
                supported,
                iamAuthentication,
                endpoint,
                region,
                RdsInstance.Kind.CLUSTER,
                id);
    }

    /** Returns the role of an instance in this cluster. */
    public Role role(String instance) {
        return members.stream()
                .filter(member -> member.id().equals(instance))
                .map(Member::role)
                .findFirst()
                .orElse(Role.UNKNOWN);
    }

    /** Copies the lists. */
    public RdsCluster {
        customEndpoints = List.copyOf(customEndpoints);
        members = List.copyOf(members);
    }
}
