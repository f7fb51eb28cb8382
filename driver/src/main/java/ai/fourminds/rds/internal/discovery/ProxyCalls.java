package ai.fourminds.rds.internal.discovery;

import static ai.fourminds.rds.internal.discovery.InstanceCalls.text;

import ai.fourminds.rds.fleet.RdsInstance;
import ai.fourminds.rds.internal.aws.AwsSession;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.rds.model.DBProxy;
import software.amazon.awssdk.services.rds.model.IAMAuthMode;

/** Calls RDS {@code DescribeDBProxies} and {@code DescribeDBProxyEndpoints}; a policy may deny them. Immutable. */
record ProxyCalls(EnginePlugins plugins) {

    private static final String PROXIES = "rds:DescribeDBProxies";

    /** Finds the proxy of an endpoint or an ARN; empty if RDS does not tell or there is none. */
    Optional<RdsInstance> find(AwsSession session, LookupRequest wanted, OptionalCall how) throws SQLException {
        String host = wanted.reference().host().orElse(null);
        String arn = host == null ? wanted.reference().text() : null;
        Optional<Integer> port = wanted.reference().port().or(() -> Optional.ofNullable(wanted.port()));
        Optional<RdsInstance> own = how.make(
                session,
                PROXIES,
                client -> client.describeDBProxiesPaginator(request -> {}).dbProxies().stream()
                        .filter(proxy -> same(proxy.endpoint(), host) || same(proxy.dbProxyArn(), arn))
                        .findFirst()
                        .map(proxy -> read(proxy, proxy.endpoint(), port, session.region())));
        return own.isPresent()
                ? own
                : how.make(
                        session,
                        "rds:DescribeDBProxyEndpoints",
                        client -> client.describeDBProxyEndpointsPaginator(request -> {}).dbProxyEndpoints().stream()
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
    List<RdsInstance> list(AwsSession session) throws SQLException {
        return OptionalCall.LISTED
                .make(
                        session,
                        PROXIES,
                        client -> Optional.of(client.describeDBProxiesPaginator(request -> {}).dbProxies().stream()
                                .map(proxy -> read(proxy, proxy.endpoint(), Optional.empty(), session.region()))
                                .sorted(Comparator.comparing(RdsInstance::id))
                                .toList()))
                .orElse(List.of());
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
                InstanceCalls.endpoint(host, port.or(() -> plugins.port(engine)).orElse(null)),
                region,
                RdsInstance.Kind.PROXY,
                null);
    }

    private static boolean same(@Nullable String described, @Nullable String given) {
        return given != null && given.equalsIgnoreCase(described);
    }
}
