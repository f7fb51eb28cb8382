package ai.fourminds.rds.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.fourminds.rds.local.iam.token.Refusal;
import ai.fourminds.rds.local.principals.Principal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.DBProxy;
import software.amazon.awssdk.services.rds.model.DBProxyEndpoint;
import software.amazon.awssdk.services.rds.model.IAMAuthMode;

/** Proxies before an instance of each family, and before a cluster. */
class ProxyTest {
    private static final String USER = "fourminds_iam_user";
    private static LocalRds rds;

    @BeforeAll
    static void start() {
        rds = LocalRds.builder()
                .engines(List.of(DatabaseEngine.POSTGRESQL, DatabaseEngine.MARIADB))
                .clusters(List.of(DatabaseEngine.POSTGRESQL))
                .start();
    }

    @AfterAll
    static void stop() {
        rds.close();
    }

    @AfterEach
    void clear() {
        rds.faults().clear();
    }

    @Test
    void aTokenForTheProxysNameOpensItUnderAPublicCertificateAlone() throws SQLException {
        LocalProxy proxy = rds.proxy("prod-proxy");
        assertThat(proxy.endpoint().host()).matches("prod-proxy\\.proxy-[a-z0-9]+\\.us-east-1\\.rds\\.amazonaws\\.com");
        try (Connection connection = connect(proxy.endpoint(), rds.publicRootCertificate())) {
            assertThat(isReader(connection)).isFalse();
        }
        assertThatThrownBy(() -> connect(proxy.endpoint(), rds.rootCertificate()))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("certif");
    }

    @Test
    void aProxyRefusesInItsOwnWords() {
        LocalEndpoint endpoint = rds.proxy("prod-proxy").endpoint();
        LocalInstance instance = rds.instance("prod-analytics");
        String wrongHost = AwsClients.token(rds.principal(), instance.host(), 5432, USER);
        assertRefused(endpoint, USER, wrongHost, "The IAM authentication failed for the role " + USER);
        assertThat(endpoint.lastRefusal()).contains(Refusal.WRONG_HOST);
        assertRefused(endpoint, "nobody", "x", "This RDS proxy has no credentials for the role nobody");
        LocalEndpoint without = rds.proxy("prod-proxy-noiam").endpoint();
        String token = AwsClients.token(rds.principal(), without.host(), without.port(), USER);
        assertRefused(without, USER, token, "The password that was provided for the role " + USER + " is wrong");
        assertThat(without.lastRefusal()).contains(Refusal.IAM_AUTHENTICATION_DISABLED);
    }

    @Test
    void thePolicyNamesTheProxy() throws SQLException {
        LocalProxy proxy = rds.proxy("prod-proxy");
        assertThat(proxy.resourceId()).matches("prx-[0-9a-f]{17}");
        LocalEndpoint endpoint = proxy.endpoint();
        Principal right = rds.addPrincipal(Principal.user("right").withConnect(proxy.connectResource(USER)));
        String token = AwsClients.token(right, endpoint.host(), endpoint.port(), USER);
        connect(endpoint, rds.publicRootCertificate(), USER, token).close();
        Principal wrong = rds.addPrincipal(Principal.user("wrong")
                .withConnect(rds.instance("prod-analytics").connectResource(USER)));
        String other = AwsClients.token(wrong, endpoint.host(), endpoint.port(), USER);
        assertRefused(endpoint, USER, other, "The IAM authentication failed");
        assertThat(endpoint.lastRefusal()).contains(Refusal.NO_CONNECT_PERMISSION);
    }

    @Test
    void aProxyBeforeAClusterFindsTheWriterWhateverItsNameLeadsTo() throws SQLException {
        LocalProxy proxy = rds.proxy("prod-cluster-proxy");
        LocalEndpoint reading = proxy.readOnlyEndpoint().orElseThrow();
        assertThat(reading.host()).startsWith("prod-cluster-proxy-ro.endpoint.proxy-");
        rds.faults().staleEndpoints("prod-cluster");
        rds.cluster("prod-cluster").failover();
        try (Connection writer = connect(proxy.endpoint(), rds.publicRootCertificate());
                Connection reader = connect(reading, rds.publicRootCertificate())) {
            assertThat(isReader(writer)).isFalse();
            assertThat(isReader(reader)).isTrue();
        }
    }

    @Test
    void aProxyBeforeMariadbTakesTokensOrRefusesByError1045() throws SQLException {
        LocalEndpoint endpoint = rds.proxy("prod-orders-proxy").endpoint();
        String token = AwsClients.token(rds.principal(), endpoint.host(), 3306, USER);
        connectMariadb(endpoint, token).close();
        for (String name : List.of("prod-orders-proxy", "prod-orders-proxy-noiam")) {
            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() -> connectMariadb(rds.proxy(name).endpoint(), token + "x"))
                    .satisfies(e -> assertThat(e.getErrorCode()).isEqualTo(1045));
        }
    }

    @Test
    void proxiesAndTheirEndpointsAreListed() {
        try (RdsClient client = AwsClients.rds(rds, rds.principal())) {
            assertThat(client.describeDBProxies(r -> {}).dbProxies())
                    .extracting(DBProxy::dbProxyName)
                    .containsExactly(
                            "prod-cluster-proxy",
                            "prod-orders-proxy",
                            "prod-orders-proxy-noiam",
                            "prod-proxy",
                            "prod-proxy-noiam");
            DBProxy proxy = client.describeDBProxies(r -> r.dbProxyName("prod-proxy"))
                    .dbProxies()
                    .get(0);
            assertThat(proxy.dbProxyArn())
                    .isEqualTo("arn:aws:rds:us-east-1:123456789012:db-proxy:"
                            + rds.proxy("prod-proxy").resourceId());
            assertThat(proxy.endpoint())
                    .isEqualTo(rds.proxy("prod-proxy").endpoint().host());
            assertThat(proxy.engineFamily()).isEqualTo("POSTGRESQL");
            assertThat(proxy.requireTLS()).isTrue();
            assertThat(proxy.statusAsString()).isEqualTo("available");
            assertThat(proxy.auth().get(0).iamAuth()).isEqualTo(IAMAuthMode.REQUIRED);
            rds.faults().iamAuthenticationOff("prod-proxy");
            assertThat(client.describeDBProxies(r -> r.dbProxyName("prod-proxy"))
                            .dbProxies()
                            .get(0)
                            .auth()
                            .get(0)
                            .iamAuth())
                    .isEqualTo(IAMAuthMode.DISABLED);
            assertThat(client.describeDBProxyEndpoints(r -> r.dbProxyName("prod-cluster-proxy"))
                            .dbProxyEndpoints())
                    .extracting(DBProxyEndpoint::endpoint, DBProxyEndpoint::targetRoleAsString)
                    .containsExactly(org.assertj.core.groups.Tuple.tuple(
                            rds.proxy("prod-cluster-proxy")
                                    .readOnlyEndpoint()
                                    .orElseThrow()
                                    .host(),
                            "READ_ONLY"));
        }
    }

    private static void assertRefused(LocalEndpoint endpoint, String user, String password, String words) {
        assertThatThrownBy(() -> connect(endpoint, rds.publicRootCertificate(), user, password))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining(words);
    }

    private static boolean isReader(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("select pg_is_in_recovery()")) {
            return result.next() && result.getBoolean(1);
        }
    }

    private static Connection connect(LocalEndpoint endpoint, Path root) throws SQLException {
        String token = AwsClients.token(rds.principal(), endpoint.host(), endpoint.port(), USER);
        return connect(endpoint, root, USER, token);
    }

    private static Connection connect(LocalEndpoint endpoint, Path root, String user, String password)
            throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        properties.setProperty("sslmode", "verify-ca");
        properties.setProperty("sslrootcert", root.toString());
        return DriverManager.getConnection(
                "jdbc:postgresql://localhost:" + endpoint.listenPort() + "/sales", properties);
    }

    private static Connection connectMariadb(LocalEndpoint endpoint, String token) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("sslMode", "verify-ca");
        properties.setProperty("serverSslCert", rds.publicRootCertificate().toString());
        return NativeDriver.MARIADB_CONNECTOR.connect(
                properties, "localhost", endpoint.listenPort(), "shop", USER, token);
    }
}
