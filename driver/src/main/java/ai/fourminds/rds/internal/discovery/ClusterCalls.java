package ai.fourminds.rds.internal.discovery;

import static ai.fourminds.rds.internal.discovery.InstanceCalls.endpoint;
import static ai.fourminds.rds.internal.discovery.InstanceCalls.text;

import ai.fourminds.rds.fleet.RdsCluster;
import ai.fourminds.rds.fleet.RdsCluster.Member;
import ai.fourminds.rds.fleet.RdsCluster.Role;
import ai.fourminds.rds.fleet.RdsInstance;
import ai.fourminds.rds.internal.aws.AwsSession;
import ai.fourminds.rds.internal.settings.InstanceReference;
import ai.fourminds.rds.plugin.Endpoint;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.rds.model.DBCluster;
import software.amazon.awssdk.services.rds.model.GlobalClusterMember;

/**
 * Calls RDS {@code DescribeDBClusters}, {@code DescribeDBClusterEndpoints} and {@code DescribeGlobalClusters}. A policy
 * may deny them. Immutable and thread-safe.
 */
record ClusterCalls(EnginePlugins plugins) {

    private static final String CLUSTERS = "rds:DescribeDBClusters";
    private static final String ENDPOINTS = "rds:DescribeDBClusterEndpoints";
    private static final String GLOBAL = "rds:DescribeGlobalClusters";

    /** Returns a cluster; empty if RDS does not tell. */
    Optional<RdsCluster> find(AwsSession session, String id, OptionalCall how) throws SQLException {
        return how.make(
                session,
                CLUSTERS,
                client -> client.describeDBClusters(request -> request.dbClusterIdentifier(id)).dbClusters().stream()
                        .findFirst()
                        .map(described -> read(described, session.region())));
    }

    /** Returns every cluster of the region, sorted by identifier; empty if RDS does not tell. */
    Optional<List<RdsCluster>> list(AwsSession session) throws SQLException {
        return OptionalCall.LISTED.make(
                session,
                CLUSTERS,
                client -> Optional.of(client.describeDBClustersPaginator().dbClusters().stream()
                        // Neptune and DocumentDB clusters are listed too.
                        .filter(described -> described.dbClusterIdentifier() != null)
                        .map(described -> read(described, session.region()))
                        .sorted(Comparator.comparing(RdsCluster::id))
                        .toList()));
    }

    /** Returns the cluster of a custom endpoint; empty if RDS does not tell. */
    Optional<RdsCluster> ofCustomEndpoint(AwsSession session, String endpoint, OptionalCall how) throws SQLException {
        Optional<String> cluster = how.make(
                session,
                ENDPOINTS,
                client -> client
                        .describeDBClusterEndpoints(request -> request.dbClusterEndpointIdentifier(endpoint))
                        .dbClusterEndpoints()
                        .stream()
                        .findFirst()
                        .map(described -> described.dbClusterIdentifier()));
        return cluster.isPresent() ? find(session, cluster.get(), how) : Optional.empty();
    }

    /** Returns a remark if the cluster's global cluster has its writer elsewhere and RDS tells. */
    Optional<String> writtenElsewhere(AwsSession session, String arn) throws SQLException {
        return OptionalCall.HELPFUL.make(
                session,
                GLOBAL,
                client -> client.describeGlobalClustersPaginator().globalClusters().stream()
                        .filter(global -> global.globalClusterMembers().stream()
                                .anyMatch(member -> arn.equals(member.dbClusterArn()) && !isWriter(member)))
                        .findFirst()
                        .flatMap(global -> global.globalClusterMembers().stream()
                                .filter(ClusterCalls::isWriter)
                                .findFirst()
                                .map(writer -> "It is a secondary of the global cluster "
                                        + global.globalClusterIdentifier() + ", which writes to "
                                        + writer.dbClusterArn() + ".")));
    }

    private static boolean isWriter(GlobalClusterMember member) {
        return Boolean.TRUE.equals(member.isWriter());
    }

    private RdsCluster read(DBCluster described, String region) {
        List<Member> members = described.dbClusterMembers().stream()
                .map(member -> new Member(
                        text(member.dbInstanceIdentifier()),
                        Boolean.TRUE.equals(member.isClusterWriter()) ? Role.WRITER : Role.READER))
                .sorted(Comparator.comparing(Member::role).thenComparing(Member::id))
                .toList();
        String engine = text(described.engine());
        return new RdsCluster(
                text(described.dbClusterIdentifier()),
                text(described.dbClusterArn()),
                text(described.dbClusterResourceId()),
                engine,
                text(described.engineVersion()),
                text(described.status()),
                plugins.forRdsEngine(engine).isPresent(),
                Boolean.TRUE.equals(described.iamDatabaseAuthenticationEnabled()),
                endpoint(described.endpoint(), described.port()),
                endpoint(described.readerEndpoint(), described.port()),
                described.customEndpoints(),
                members,
                region);
    }

    /** Derives a cluster from its members; its resource id and their roles remain unknown. */
    static RdsCluster of(String id, List<RdsInstance> members) {
        RdsInstance first = members.stream()
                .filter(member -> member.available() && member.endpoint() != null)
                .findFirst()
                .orElse(members.get(0));
        return new RdsCluster(
                id,
                first.arn().replace(":db:" + first.id(), ":cluster:" + id),
                "",
                first.engine(),
                first.engineVersion(),
                first.status(),
                first.supported(),
                true,
                derived(id, first.endpoint(), false),
                derived(id, first.endpoint(), true),
                List.of(),
                members.stream()
                        .map(member -> new Member(member.id(), Role.UNKNOWN))
                        .toList(),
                first.region());
    }

    /** Derives a cluster endpoint from a member's host name: only the first two labels differ. */
    private static @Nullable Endpoint derived(String cluster, @Nullable Endpoint member, boolean reader) {
        return member == null
                ? null
                : new Endpoint(
                        InstanceReference.clusterHost(member.host(), cluster, reader)
                                .orElse(member.host()),
                        member.port());
    }
}
