package ai.fourminds.rds.internal.discovery;

import ai.fourminds.rds.internal.aws.AwsSession;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.DBProxy;
import software.amazon.awssdk.services.rds.model.DBProxyEndpoint;
import software.amazon.awssdk.services.rds.model.IAMAuthMode;

/** Calls RDS {@code DescribeDBProxies} and {@code DescribeDBProxyEndpoints}, which a policy may deny. Stateless. */
final class ProxyCalls {

    private static final String PROXIES = "rds:DescribeDBProxies";

    private ProxyCalls() {}

    /**
     * A proxy as RDS describes it.
     *
     * @param name its name
     * @param arn its ARN, which ends in its resource id
     * @param host the endpoint asked for
     * @param family its engine family, lower case: {@code postgresql}, {@code mysql}
     * @param status its status
     * @param iamAuthentication whether it accepts tokens
     */
    record DescribedProxy(
            String name, String arn, String host, String family, String status, boolean iamAuthentication) {}

    /**
     * Finds the proxy of an endpoint or an ARN; empty if RDS does not tell or there is none.
     *
     * @param host a host name of the proxy, or null
     * @param arn the ARN of the proxy or of one of its endpoints, or null
     */
    static Optional<DescribedProxy> find(
            AwsSession session, @Nullable String host, @Nullable String arn, OptionalCall how) throws SQLException {
        Optional<DescribedProxy> own = how.make(
                session,
                PROXIES,
                client -> client.describeDBProxiesPaginator(request -> {}).dbProxies().stream()
                        .filter(proxy -> same(proxy.endpoint(), host) || same(proxy.dbProxyArn(), arn))
                        .findFirst()
                        .map(proxy -> read(proxy, proxy.endpoint())));
        return own.isPresent()
                ? own
                : how.make(
                        session,
                        "rds:DescribeDBProxyEndpoints",
                        client -> client.describeDBProxyEndpointsPaginator(request -> {}).dbProxyEndpoints().stream()
                                .filter(endpoint ->
                                        same(endpoint.endpoint(), host) || same(endpoint.dbProxyEndpointArn(), arn))
                                .findFirst()
                                .flatMap(endpoint -> of(client, endpoint)));
    }

    /** Returns every proxy of the region, sorted by name; empty if RDS does not tell. */
    static List<DescribedProxy> list(AwsSession session) throws SQLException {
        return OptionalCall.LISTED
                .make(
                        session,
                        PROXIES,
                        client -> Optional.of(client.describeDBProxiesPaginator(request -> {}).dbProxies().stream()
                                .map(proxy -> read(proxy, proxy.endpoint()))
                                .sorted(Comparator.comparing(DescribedProxy::name))
                                .toList()))
                .orElse(List.of());
    }

    private static Optional<DescribedProxy> of(RdsClient client, DBProxyEndpoint endpoint) {
        return client.describeDBProxies(request -> request.dbProxyName(endpoint.dbProxyName())).dbProxies().stream()
                .findFirst()
                .map(proxy -> read(proxy, endpoint.endpoint()));
    }

    private static DescribedProxy read(DBProxy proxy, @Nullable String host) {
        // The proxy uses IAM instead of a secret, or IAM all the way to the database.
        boolean iam = "IAM_AUTH".equals(proxy.defaultAuthScheme())
                || proxy.auth().isEmpty()
                || proxy.auth().stream().anyMatch(auth -> auth.iamAuth() != IAMAuthMode.DISABLED);
        return new DescribedProxy(
                text(proxy.dbProxyName()),
                text(proxy.dbProxyArn()),
                text(host),
                text(proxy.engineFamily()).toLowerCase(Locale.ROOT),
                text(proxy.statusAsString()),
                iam);
    }

    private static boolean same(@Nullable String described, @Nullable String given) {
        return given != null && given.equalsIgnoreCase(described);
    }

    private static String text(@Nullable String value) {
        return Objects.requireNonNullElse(value, "");
    }
}
