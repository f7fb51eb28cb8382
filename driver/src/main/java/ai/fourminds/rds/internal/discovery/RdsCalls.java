package ai.fourminds.rds.internal.discovery;

import ai.fourminds.rds.failure.FailureCode;
import ai.fourminds.rds.fleet.RdsCluster;
import ai.fourminds.rds.fleet.RdsCluster.Member;
import ai.fourminds.rds.fleet.RdsCluster.Role;
import ai.fourminds.rds.fleet.RdsInstance;
import ai.fourminds.rds.internal.aws.AwsAnswers;
import ai.fourminds.rds.internal.aws.AwsSession;
import ai.fourminds.rds.internal.failure.AwsFailures;
import ai.fourminds.rds.plugin.Endpoint;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.pagination.sync.SdkIterable;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.DBCluster;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.rds.model.DBProxy;
import software.amazon.awssdk.services.rds.model.DescribeDbInstancesResponse;
import software.amazon.awssdk.services.rds.model.Filter;
import software.amazon.awssdk.services.rds.model.GlobalClusterMember;
import software.amazon.awssdk.services.rds.model.IAMAuthMode;

/**
 * Calls RDS {@code DescribeDBInstances}, and the other descriptions of clusters and proxies, which a policy may deny.
 * Immutable and thread-safe.
 */
public record RdsCalls(EnginePlugins plugins) {

    public static final String INSTANCES = "rds:DescribeDBInstances";

    private static final String CLUSTERS = "rds:DescribeDBClusters";
    private static final String PROXIES = "rds:DescribeDBProxies";
    private static final int PAGE = 100;

    /** @throws SQLException caused by {@code DbInstanceNotFoundException} if there is none, or by AWS's error */
    RdsInstance instance(AwsSession session, String id) throws SQLException {
        return session.call(INSTANCES, RdsClient.builder(), client -> {
            List<DBInstance> found = client.describeDBInstances(request -> request.dbInstanceIdentifier(id))
                    .dbInstances();
            if (found.isEmpty()) {
                throw new IllegalStateException("the answer names no instance");
            }
            return read(found.get(0), session.region());
        });
    }

    /** Returns every instance of the region that the caller may see, sorted by identifier. */
    public List<RdsInstance> instances(AwsSession session) throws SQLException {
        return instances(session, List.of());
    }

    /** Returns the instances of a cluster, sorted by identifier; empty if there is no such cluster. */
    List<RdsInstance> members(AwsSession session, String cluster) throws SQLException {
        return instances(
                session,
                List.of(Filter.builder().name("db-cluster-id").values(cluster).build()));
    }

    private List<RdsInstance> instances(AwsSession session, List<Filter> filters) throws SQLException {
        return session.call(
                INSTANCES,
                RdsClient.builder(),
                client -> pages(
                                client,
                                client.describeDBInstancesPaginator(
                                        request -> request.filters(filters).maxRecords(PAGE)))
                        .flatMap(page -> described(page).stream())
                        .map(described -> read(described, session.region()))
                        .sorted(Comparator.comparing(RdsInstance::id))
                        .toList());
    }

    private static List<DBInstance> described(DescribeDbInstancesResponse page) {
        if (!page.hasDbInstances()) {
            throw new IllegalStateException("the answer has no list of instances");
        }
        return page.dbInstances();
    }

    /** Returns the pages of a listing. The client's limit, which is for one call, is for all of them together. */
    private static <P> Stream<P> pages(RdsClient client, SdkIterable<P> pages) {
        Duration limit = client.serviceClientConfiguration()
                .overrideConfiguration()
                .apiCallTimeout()
                .orElseThrow();
        long endNanos = System.nanoTime() + limit.toNanos();
        return pages.stream().peek(page -> {
            if (System.nanoTime() - endNanos > 0) {
                throw ApiCallTimeoutException.builder()
                        .message("too many pages")
                        .build();
            }
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

    private static String text(@Nullable String value) {
        return Objects.requireNonNullElse(value, "");
    }

    /** Returns a cluster; empty if RDS does not tell. */
    Optional<RdsCluster> cluster(AwsSession session, String id, OptionalCall how) throws SQLException {
        return how.make(
                session,
                CLUSTERS,
                client -> client.describeDBClusters(request -> request.dbClusterIdentifier(id)).dbClusters().stream()
                        .findFirst()
                        .map(described -> read(described, session.region())));
    }

    /** Returns every cluster of the region, sorted by identifier; empty if RDS does not tell. */
    Optional<List<RdsCluster>> clusters(AwsSession session) throws SQLException {
        return OptionalCall.LISTED.make(
                session,
                CLUSTERS,
                client -> Optional.of(pages(client, client.describeDBClustersPaginator())
                        .flatMap(page -> page.dbClusters().stream())
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
                "rds:DescribeDBClusterEndpoints",
                client -> client
                        .describeDBClusterEndpoints(request -> request.dbClusterEndpointIdentifier(endpoint))
                        .dbClusterEndpoints()
                        .stream()
                        .findFirst()
                        .map(described -> described.dbClusterIdentifier()));
        return cluster.isPresent() ? cluster(session, cluster.get(), how) : Optional.empty();
    }

    /** Returns a remark if the cluster's global cluster has its writer elsewhere and RDS tells. */
    Optional<String> writtenElsewhere(AwsSession session, String arn) throws SQLException {
        return OptionalCall.HELPFUL.make(
                session,
                "rds:DescribeGlobalClusters",
                client -> pages(client, client.describeGlobalClustersPaginator())
                        .flatMap(page -> page.globalClusters().stream())
                        .filter(global -> global.globalClusterMembers().stream()
                                .anyMatch(member -> arn.equals(member.dbClusterArn()) && !isWriter(member)))
                        .findFirst()
                        .flatMap(global -> global.globalClusterMembers().stream()
                                .filter(RdsCalls::isWriter)
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

    /** Finds the proxy of an endpoint or an ARN; empty if RDS does not tell or there is none. */
    Optional<RdsInstance> proxy(AwsSession session, LookupRequest wanted, OptionalCall how) throws SQLException {
        String host = wanted.reference().host().orElse(null);
        String arn = host == null ? wanted.reference().text() : null;
        Optional<Integer> port = wanted.reference().port().or(() -> Optional.ofNullable(wanted.port()));
        Optional<RdsInstance> own = how.make(
                session,
                PROXIES,
                client -> proxies(client)
                        .filter(proxy -> same(proxy.endpoint(), host) || same(proxy.dbProxyArn(), arn))
                        .findFirst()
                        .map(proxy -> read(proxy, proxy.endpoint(), port, session.region())));
        return own.isPresent()
                ? own
                : how.make(
                        session,
                        "rds:DescribeDBProxyEndpoints",
                        client -> pages(client, client.describeDBProxyEndpointsPaginator(request -> {}))
                                .flatMap(page -> page.dbProxyEndpoints().stream())
                                .filter(endpoint ->
                                        same(endpoint.endpoint(), host) || same(endpoint.dbProxyEndpointArn(), arn))
                                .findFirst()
                                .flatMap(endpoint -> client
                                        .describeDBProxies(request -> request.dbProxyName(endpoint.dbProxyName()))
                                        .dbProxies()
                                        .stream()
                                        .findFirst()
                                        .map(proxy -> read(proxy, endpoint.endpoint(), port, session.region()))));
    }

    /** Returns every proxy of the region, sorted by name; empty if RDS does not tell. */
    public List<RdsInstance> proxies(AwsSession session) throws SQLException {
        return OptionalCall.LISTED
                .make(
                        session,
                        PROXIES,
                        client -> Optional.of(proxies(client)
                                .map(proxy -> read(proxy, proxy.endpoint(), Optional.empty(), session.region()))
                                .sorted(Comparator.comparing(RdsInstance::id))
                                .toList()))
                .orElse(List.of());
    }

    private static Stream<DBProxy> proxies(RdsClient client) {
        return pages(client, client.describeDBProxiesPaginator(request -> {}))
                .flatMap(page -> page.dbProxies().stream());
    }

    /** @param port the configured port; empty for the engine's default, because RDS tells none */
    private RdsInstance read(DBProxy proxy, @Nullable String host, Optional<Integer> port, String region) {
        String arn = text(proxy.dbProxyArn());
        String engine = plugins.rdsEngine(text(proxy.engineFamily()).toLowerCase(Locale.ROOT));
        // The proxy uses IAM instead of a secret, or IAM all the way to the database.
        boolean iam = "IAM_AUTH".equals(proxy.defaultAuthScheme())
                || proxy.auth().isEmpty()
                || proxy.auth().stream().anyMatch(auth -> auth.iamAuth() != IAMAuthMode.DISABLED);
        return new RdsInstance(
                text(proxy.dbProxyName()),
                arn,
                arn.substring(arn.lastIndexOf(':') + 1),
                engine,
                "",
                "",
                text(proxy.statusAsString()),
                plugins.forRdsEngine(engine).isPresent(),
                iam,
                endpoint(host, port.or(() -> plugins.port(engine)).orElse(null)),
                region,
                RdsInstance.Kind.PROXY,
                null);
    }

    private static boolean same(@Nullable String described, @Nullable String given) {
        return given != null && given.equalsIgnoreCase(described);
    }

    /** A call of RDS that a policy may deny. Stateless. */
    enum OptionalCall {
        /** A connect works without the result, whatever the failure, and the call may not use up its time. */
        HELPFUL,
        /** A listing works without the result, but shows less. */
        LISTED,
        /** The only source: a denied call counts as no result; any other failure is thrown. */
        NEEDED;

        private static final Logger LOG = Logger.getLogger("ai.fourminds.rds");
        // A connect has 10 seconds by default and makes at most two of these calls.
        private static final Duration LONGEST = Duration.ofSeconds(3);

        <T> Optional<T> make(AwsSession session, String action, Function<RdsClient, Optional<T>> call)
                throws SQLException {
            try {
                return session.within(bound(session.timeout())).call(action, RdsClient.builder(), call);
            } catch (SQLException failure) {
                // The caller retries everything with new keys.
                if (AwsFailures.is(failure, FailureCode.CREDENTIALS_EXPIRED)) {
                    throw failure;
                }
                if (this != NEEDED || isNotOffered(failure) || AwsFailures.is(failure, FailureCode.ACCESS_DENIED)) {
                    LOG.log(Level.FINE, "RDS does not tell more", failure);
                    return Optional.empty();
                }
                throw failure;
            }
        }

        private Duration bound(Duration timeout) {
            return switch (this) {
                case HELPFUL -> LONGEST.compareTo(timeout) < 0 ? LONGEST : timeout;
                // Ends before the listing's time limit.
                case LISTED -> timeout.multipliedBy(2).dividedBy(3);
                case NEEDED -> timeout;
            };
        }

        /** Returns whether the endpoint lacks the operation, as a stand-in for AWS may. */
        private static boolean isNotOffered(SQLException failure) {
            return failure.getCause() instanceof AwsServiceException answer
                    && AwsAnswers.code(answer).equals("InvalidAction");
        }
    }
}
