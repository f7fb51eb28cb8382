package ai.fourminds.rds.internal.discovery;

import ai.fourminds.rds.failure.FailureCode;
import ai.fourminds.rds.fleet.RdsCluster;
import ai.fourminds.rds.fleet.RdsCluster.Member;
import ai.fourminds.rds.fleet.RdsCluster.Role;
import ai.fourminds.rds.fleet.RdsInstance;
import ai.fourminds.rds.internal.aws.AwsSession;
import ai.fourminds.rds.internal.discovery.RdsCalls.OptionalCall;
import ai.fourminds.rds.internal.failure.AwsFailures;
import ai.fourminds.rds.internal.failure.InstanceFailures;
import ai.fourminds.rds.internal.settings.EndpointName.NameKind;
import ai.fourminds.rds.internal.settings.InstanceReference;
import ai.fourminds.rds.plugin.Endpoint;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.rds.model.DbClusterNotFoundException;
import software.amazon.awssdk.services.rds.model.DbInstanceNotFoundException;

/**
 * Finds the instance, cluster or proxy that a name belongs to, by asking RDS. {@code rds:DescribeDBInstances} is enough
 * for instances and clusters; further permissions improve the result. Immutable and thread-safe.
 */
public record Lookup(RdsCalls calls, EnginePlugins plugins, DnsAliases names) {

    public Lookup(EnginePlugins plugins, DnsAliases names) {
        this(new RdsCalls(plugins), plugins, names);
    }

    /** Finds the target of a connect; throws a failure that {@link #isNone} accepts if there is none. */
    public RdsInstance find(AwsSession session, LookupRequest wanted) throws SQLException {
        RdsInstance found = described(session, wanted);
        Optional<SQLException> other =
                InstanceFailures.otherAccount(wanted.reference().account(), found.id(), found.arn());
        if (other.isPresent()) {
            throw other.get();
        }
        return found;
    }

    private RdsInstance described(AwsSession session, LookupRequest wanted) throws SQLException {
        InstanceReference reference = wanted.reference();
        return switch (reference.kind()) {
            case IDENTIFIER -> byIdentifier(session, wanted);
            case INSTANCE -> instance(session, reference.id());
            case CLUSTER, READER -> target(cluster(session, reference.id()), wanted);
            case CUSTOM -> custom(session, wanted);
            case PROXY -> proxy(session, wanted);
            case SHARD_GROUP -> undescribed(session, wanted, RdsInstance.Kind.CLUSTER);
            case ALIAS, GLOBAL -> throw new IllegalArgumentException(reference.id() + " was not followed");
        };
    }

    /** Returns whether a failure says that nothing has the name. */
    public static boolean isNone(SQLException failure) {
        return failure.getCause() instanceof DbInstanceNotFoundException
                || failure.getCause() instanceof DbClusterNotFoundException;
    }

    /** Prefers an instance of that name: if the policy denies looking for one, a cluster does not take its place. */
    private RdsInstance byIdentifier(AwsSession session, LookupRequest wanted) throws SQLException {
        String id = wanted.reference().id();
        try {
            return instance(session, id);
        } catch (SQLException failure) {
            if (!isNone(failure)) {
                throw failure;
            }
            try {
                return target(cluster(session, id), wanted);
            } catch (SQLException noCluster) {
                noCluster.addSuppressed(failure);
                throw noCluster;
            }
        }
    }

    /** Describes an instance. For a member, IAM flag and resource id come from its cluster. */
    private RdsInstance instance(AwsSession session, String id) throws SQLException {
        RdsInstance found = calls.instance(session, id);
        String cluster = found.cluster();
        return cluster == null ? found : member(found, calls.cluster(session, cluster, OptionalCall.HELPFUL));
    }

    private static RdsInstance member(RdsInstance found, Optional<RdsCluster> cluster) {
        return new RdsInstance(
                found.id(),
                found.arn(),
                cluster.map(RdsCluster::resourceId).orElse(""),
                found.engine(),
                found.engineVersion(),
                found.instanceClass(),
                found.status(),
                found.supported(),
                cluster.map(RdsCluster::iamAuthentication).orElse(true),
                found.endpoint(),
                found.region(),
                found.kind(),
                found.cluster());
    }

    private RdsCluster cluster(AwsSession session, String id) throws SQLException {
        Optional<RdsCluster> described = calls.cluster(session, id, OptionalCall.HELPFUL);
        if (described.isPresent()) {
            return described.get();
        }
        List<RdsInstance> members;
        try {
            members = calls.members(session, id);
        } catch (SQLException failure) {
            if (!AwsFailures.is(failure, FailureCode.ACCESS_DENIED)) {
                throw failure;
            }
            // If the policy allows only the first call, its result is needed after all.
            return calls.cluster(session, id, OptionalCall.NEEDED).orElseThrow(() -> failure);
        }
        if (members.isEmpty()) {
            throw InstanceFailures.notFound(
                    id,
                    session.region(),
                    List.of(),
                    DbClusterNotFoundException.builder()
                            .message("no instance belongs to it")
                            .build());
        }
        return derived(id, members);
    }

    /**
     * Returns a remark if a connect may lead to something other than the user meant: a cluster has the instance's name,
     * or the cluster's global cluster has its writer elsewhere. Empty otherwise, or if RDS does not tell.
     */
    public Optional<String> remark(AwsSession session, RdsInstance found) throws SQLException {
        return found.kind() == RdsInstance.Kind.CLUSTER
                ? calls.writtenElsewhere(session, found.arn())
                : calls.cluster(session, found.id(), OptionalCall.HELPFUL)
                        .map(cluster ->
                                "A cluster of this name exists too; name that by its ARN, " + cluster.arn() + ".");
    }

    private static RdsInstance target(RdsCluster cluster, LookupRequest wanted) {
        Endpoint reader = cluster.reader();
        return cluster.target(wanted.readerEndpoint() && reader != null ? reader : cluster.writer());
    }

    /** Finds a custom endpoint's cluster, which its name does not tell, from RDS or through the member DNS leads to. */
    private RdsInstance custom(AwsSession session, LookupRequest wanted) throws SQLException {
        InstanceReference reference = wanted.reference();
        Optional<RdsCluster> cluster = calls.ofCustomEndpoint(session, reference.id(), OptionalCall.HELPFUL);
        if (cluster.isEmpty()) {
            Optional<InstanceReference> member = names.next(reference);
            if (member.isPresent() && member.get().kind() == NameKind.INSTANCE) {
                String id = calls.instance(session, member.get().id()).cluster();
                cluster = id == null ? Optional.empty() : Optional.of(cluster(session, id));
            }
        }
        if (cluster.isEmpty() && wanted.engine() == null) {
            cluster = calls.ofCustomEndpoint(session, reference.id(), OptionalCall.NEEDED);
        }
        if (cluster.isEmpty()) {
            return undescribed(session, wanted, RdsInstance.Kind.CLUSTER);
        }
        // Tokens are signed for the cluster endpoint: AWS accepts none signed for a custom endpoint.
        return cluster.get().target(cluster.get().writer());
    }

    private RdsInstance proxy(AwsSession session, LookupRequest wanted) throws SQLException {
        boolean needed = wanted.reference().host().isEmpty() || wanted.engine() == null;
        Optional<RdsInstance> described =
                calls.proxy(session, wanted, needed ? OptionalCall.NEEDED : OptionalCall.HELPFUL);
        return described.isPresent() ? described.get() : undescribed(session, wanted, RdsInstance.Kind.PROXY);
    }

    private RdsInstance undescribed(AwsSession session, LookupRequest wanted, RdsInstance.Kind kind)
            throws SQLException {
        InstanceReference reference = wanted.reference();
        String host = reference.host().orElse("");
        String engine = wanted.engine();
        if (host.isEmpty() || engine == null) {
            throw InstanceFailures.notDescribed(reference.id(), host.isEmpty(), kind);
        }
        Optional<Integer> port = reference.port().or(() -> Optional.ofNullable(wanted.port()));
        return undescribed(plugins, reference.id(), engine, host, port, session.region(), kind);
    }

    /** Describes a target that RDS may not be asked about; the login will show whether IAM authentication is on. */
    public static RdsInstance undescribed(
            EnginePlugins plugins,
            String id,
            String engine,
            String host,
            Optional<Integer> port,
            String region,
            RdsInstance.Kind kind) {
        boolean supported = plugins.forRdsEngine(engine).isPresent();
        Endpoint endpoint =
                RdsCalls.endpoint(host, port.or(() -> plugins.port(engine)).orElse(null));
        return new RdsInstance(id, "", "", engine, "", "", "available", supported, true, endpoint, region, kind, null);
    }

    /** Returns every cluster, sorted by identifier; derived from the members if {@code DescribeDBClusters} fails. */
    public List<RdsCluster> clusters(AwsSession session, List<RdsInstance> members) throws SQLException {
        return calls.clusters(session)
                .orElseGet(() -> members.stream()
                        .map(RdsInstance::cluster)
                        .filter(Objects::nonNull)
                        .distinct()
                        .sorted()
                        .map(id -> derived(
                                id,
                                members.stream()
                                        .filter(member -> id.equals(member.cluster()))
                                        .toList()))
                        .toList());
    }

    /** Returns the instances of a cluster, the writer first if known. */
    public List<RdsInstance> members(AwsSession session, String cluster) throws SQLException {
        Optional<RdsCluster> described = calls.cluster(session, cluster, OptionalCall.HELPFUL);
        return calls.members(session, cluster).stream()
                .map(member -> member(member, described))
                .sorted(Comparator.comparing(member -> described
                        .filter(roles -> roles.role(member.id()) == Role.WRITER)
                        .isEmpty()))
                .toList();
    }

    /** Derives a cluster from its members; its resource id and their roles remain unknown. */
    private static RdsCluster derived(String id, List<RdsInstance> members) {
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
                endpoint(id, first.endpoint(), false),
                endpoint(id, first.endpoint(), true),
                List.of(),
                members.stream()
                        .map(member -> new Member(member.id(), Role.UNKNOWN))
                        .toList(),
                first.region());
    }

    /** Derives a cluster endpoint from a member's host name: only the first two labels differ. */
    private static @Nullable Endpoint endpoint(String cluster, @Nullable Endpoint member, boolean reader) {
        return member == null
                ? null
                : new Endpoint(
                        InstanceReference.clusterHost(member.host(), cluster, reader)
                                .orElse(member.host()),
                        member.port());
    }
}
