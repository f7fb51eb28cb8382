package ai.fourminds.rds.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.fourminds.rds.local.iam.token.Refusal;
import ai.fourminds.rds.local.principals.Principal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.DBCluster;
import software.amazon.awssdk.services.rds.model.DBClusterMember;
import software.amazon.awssdk.services.rds.model.DbClusterNotFoundException;
import software.amazon.awssdk.services.rds.model.InvalidDbClusterStateException;
import software.amazon.awssdk.services.rds.model.RdsException;

/** A cluster of real PostgreSQLs. Its tests hold whichever member is the writer. */
class PostgresClusterTest {
    private static final String USER = "fourminds_iam_user";
    private static LocalRds rds;
    private static LocalCluster cluster;
    private static RdsClient client;

    @BeforeAll
    static void start() throws SQLException {
        rds = LocalRds.builder()
                .engines(List.of())
                .clusters(List.of(DatabaseEngine.POSTGRESQL))
                .start();
        cluster = rds.cluster("prod-cluster");
        client = AwsClients.rds(rds, rds.principal());
        try (Connection writer = cluster.writerInstance().adminConnection("sales");
                Statement statement = writer.createStatement()) {
            statement.execute("create table public.notes (text text)");
            statement.execute("grant all on public.notes to " + USER);
        }
    }

    @AfterAll
    static void stop() {
        client.close();
        rds.close();
    }

    @AfterEach
    void clear() {
        rds.faults().clear();
    }

    @Test
    void theWritersNameTakesWritesAndTheReadersNamesFollow() throws SQLException {
        try (Connection writer = connect(cluster.writer(), cluster.writer().host());
                Statement statement = writer.createStatement()) {
            statement.execute("insert into public.notes values ('first')");
            assertThat(isReader(writer)).isFalse();
        }
        cluster.settle();
        for (LocalEndpoint name : List.of(cluster.reader(), cluster.reader(), cluster.custom())) {
            try (Connection reader = connect(name, cluster.reader().host())) {
                assertThat(isReader(reader)).isTrue();
                assertThat(count(reader)).isPositive();
                assertRefusesWrites(reader);
            }
        }
    }

    @Test
    void afterAFailoverTheNamesLeadToTheNewRoles() throws SQLException {
        LocalInstance old = cluster.writerInstance();
        Connection open = connect(cluster.writer(), cluster.writer().host());
        LocalInstance now = cluster.failover();
        assertThat(now.identifier()).isNotEqualTo(old.identifier());
        assertThatThrownBy(() -> count(open)).isInstanceOf(SQLException.class);
        try (Connection writer = connect(cluster.writer(), cluster.writer().host());
                Statement statement = writer.createStatement()) {
            statement.execute("insert into public.notes values ('after the failover')");
        }
        cluster.settle();
        try (Connection before = connect(old, old.host())) {
            assertRefusesWrites(before);
            assertThat(count(before)).isPositive();
        }
        assertThat(described().dbClusterMembers())
                .filteredOn(DBClusterMember::isClusterWriter)
                .extracting(DBClusterMember::dbInstanceIdentifier)
                .containsExactly(now.identifier());
        assertThatThrownBy(() -> cluster.failover(now.identifier()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is no reader of prod-cluster");
    }

    @Test
    void staleNamesLeadToTheOldWriterUntilTheyAreCleared() throws SQLException {
        LocalInstance old = cluster.writerInstance();
        rds.faults().staleEndpoints("prod-cluster");
        cluster.failover();
        try (Connection stale = connect(cluster.writer(), cluster.writer().host())) {
            assertThat(isReader(stale)).isTrue();
            assertRefusesWrites(stale);
        }
        assertThat(addressOf(cluster.writer().host())).isEqualTo(addressOf(old.host()));
        rds.faults().clear();
        try (Connection writer = connect(cluster.writer(), cluster.writer().host())) {
            assertThat(isReader(writer)).isFalse();
        }
        assertThat(addressOf(cluster.writer().host()))
                .isEqualTo(addressOf(cluster.writerInstance().host()));
    }

    /** As the AWS CLI does it. */
    @Test
    void theApiFailsOver() throws SQLException {
        List<LocalInstance> readers = new ArrayList<>(cluster.members());
        readers.remove(cluster.writerInstance());
        DBCluster answer = client.failoverDBCluster(r -> r.dbClusterIdentifier("prod-cluster")
                        .targetDBInstanceIdentifier(readers.get(1).identifier()))
                .dbCluster();
        assertThat(answer.dbClusterMembers().get(0).dbInstanceIdentifier())
                .isEqualTo(readers.get(1).identifier())
                .isEqualTo(cluster.writerInstance().identifier());
        try (Connection writer = connect(cluster.writer(), cluster.writer().host())) {
            assertThat(isReader(writer)).isFalse();
        }
        assertThatThrownBy(() -> client.failoverDBCluster(r -> r.dbClusterIdentifier("no-such")))
                .isInstanceOf(DbClusterNotFoundException.class);
        assertThatThrownBy(() -> client.failoverDBCluster(r -> r.dbClusterIdentifier("prod-ha")))
                .isInstanceOf(InvalidDbClusterStateException.class);
        try (RdsClient stranger = AwsClients.rds(rds, rds.addPrincipal(Principal.user("stranger")))) {
            assertThatThrownBy(() -> stranger.failoverDBCluster(r -> r.dbClusterIdentifier("prod-cluster")))
                    .isInstanceOf(RdsException.class)
                    .hasMessageContaining("not authorized to perform: rds:FailoverDBCluster");
        }
    }

    /** As a JVM does it that goes by the hosts file, or whoever asks the DNS server. */
    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "only Linux has more than one loopback address without asking")
    void theNamesThemselvesLeadThereByTheAnnouncedPort() throws SQLException {
        String address = addressOf(cluster.writer().host());
        assertThat(address).startsWith("127.").isNotEqualTo("127.0.0.1");
        Properties properties =
                properties(AwsClients.token(rds.principal(), cluster.writer().host(), 5432, USER));
        try (Connection writer = DriverManager.getConnection("jdbc:postgresql://" + address + "/sales", properties)) {
            assertThat(isReader(writer)).isFalse();
        }
    }

    @Test
    void anAdministratorLogsInWithATokenToo() throws SQLException {
        LocalEndpoint name = cluster.writer();
        Properties properties =
                properties(AwsClients.token(rds.principal(), name.host(), name.port(), "fourminds_iam_admin"));
        properties.setProperty("user", "fourminds_iam_admin");
        try (Connection connection = DriverManager.getConnection(
                        "jdbc:postgresql://localhost:" + name.listenPort() + "/sales", properties);
                Statement statement = connection.createStatement()) {
            statement.execute("create table public.migrated (id int)");
            statement.execute("delete from public.orders where false");
            statement.execute("drop table public.migrated");
        }
    }

    @Test
    void itIsListedWithItsMembersAndNames() {
        DBCluster described = described();
        assertThat(described.dbClusterResourceId()).isEqualTo(cluster.resourceId());
        assertThat(described.endpoint()).isEqualTo(cluster.writer().host());
        assertThat(described.readerEndpoint()).isEqualTo(cluster.reader().host());
        assertThat(described.customEndpoints()).containsExactly(cluster.custom().host());
        assertThat(described.port()).isEqualTo(cluster.writer().port());
        assertThat(client.describeDBClusterEndpoints(r -> r.dbClusterEndpointIdentifier("prod-cluster-analytics"))
                        .dbClusterEndpoints()
                        .get(0)
                        .staticMembers())
                .hasSize(2);
        LocalInstance member = cluster.members().get(1);
        var instance = client.describeDBInstances(r -> r.dbInstanceIdentifier(member.identifier()))
                .dbInstances()
                .get(0);
        assertThat(instance.dbClusterIdentifier()).isEqualTo("prod-cluster");
        assertThat(instance.endpoint().address()).isEqualTo(member.host());
        assertThat(instance.engine()).isEqualTo("aurora-postgresql");
        assertThat(rds.instance(member.identifier())).isSameAs(member);
    }

    @Test
    void tokensAreMadeForTheClustersNamesOrTheMembersButNotForOthers() throws SQLException {
        LocalInstance member = cluster.members().get(2);
        for (String host :
                List.of(member.host(), cluster.writer().host(), cluster.reader().host())) {
            connect(member, host).close();
        }
        for (String host :
                List.of(cluster.custom().host(), cluster.members().get(0).host(), "db.example.com")) {
            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() -> connect(member, host))
                    .withMessageContaining("PAM authentication failed");
            assertThat(member.lastRefusal()).contains(Refusal.WRONG_HOST);
        }
    }

    @Test
    void thePolicyNamesTheClusterAndNotItsMembers() throws SQLException {
        LocalInstance member = cluster.members().get(0);
        Principal right = rds.addPrincipal(Principal.user("right").withConnect(cluster.connectResource(USER)));
        assertThat(cluster.connectResource(USER)).contains(":dbuser:cluster-").isEqualTo(member.connectResource(USER));
        connect(member.listenPort(), right, member.host(), member.port()).close();
        Principal wrong = rds.addPrincipal(Principal.user("wrong")
                .withConnect(cluster.connectResource(USER).replace(cluster.resourceId(), member.resourceId())));
        assertThatThrownBy(() -> connect(member.listenPort(), wrong, member.host(), member.port()))
                .isInstanceOf(SQLException.class);
        assertThat(member.lastRefusal()).contains(Refusal.NO_CONNECT_PERMISSION);
    }

    @Test
    void whetherIamIsOnIsTheClustersAndNotAMembers() throws SQLException {
        LocalInstance member = cluster.members().get(0);
        rds.faults().iamAuthenticationOff(member.identifier());
        connect(member, member.host()).close();
        rds.faults().clear().iamAuthenticationOff("prod-cluster");
        assertThatThrownBy(() -> connect(member, member.host())).isInstanceOf(SQLException.class);
        assertThat(member.lastRefusal()).contains(Refusal.IAM_AUTHENTICATION_DISABLED);
        assertThat(described().iamDatabaseAuthenticationEnabled()).isFalse();
    }

    @Test
    void aMemberThatIsDownHangsUp() {
        LocalInstance writer = cluster.writerInstance();
        rds.faults().endpointDown(writer.identifier());
        assertThatThrownBy(() -> connect(writer, writer.host())).isInstanceOf(SQLException.class);
        assertThatThrownBy(() -> connect(cluster.writer(), writer.host())).isInstanceOf(SQLException.class);
    }

    private static String addressOf(String host) {
        try (var lines = java.nio.file.Files.lines(rds.dns().hostsFile())) {
            return lines.filter(line -> line.endsWith(" " + host))
                    .map(line -> line.split(" ", 2)[0])
                    .findFirst()
                    .orElse("");
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static DBCluster described() {
        return client.describeDBClusters(r -> r.dbClusterIdentifier("prod-cluster"))
                .dbClusters()
                .get(0);
    }

    private static void assertRefusesWrites(Connection reader) {
        assertThatExceptionOfType(SQLException.class)
                .isThrownBy(() -> {
                    try (Statement statement = reader.createStatement()) {
                        statement.execute("insert into public.notes values ('never')");
                    }
                })
                .satisfies(e -> assertThat(e.getSQLState()).isEqualTo("25006"));
    }

    private static boolean isReader(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("select pg_is_in_recovery()")) {
            return result.next() && result.getBoolean(1);
        }
    }

    private static int count(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("select count(*) from public.notes")) {
            result.next();
            return result.getInt(1);
        }
    }

    private static Connection connect(LocalEndpoint name, String tokenHost) throws SQLException {
        return connect(name.listenPort(), rds.principal(), tokenHost, name.port());
    }

    private static Connection connect(LocalInstance member, String tokenHost) throws SQLException {
        return connect(member.listenPort(), rds.principal(), tokenHost, member.port());
    }

    private static Connection connect(int listenPort, Principal principal, String tokenHost, int port)
            throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://localhost:" + listenPort + "/sales",
                properties(AwsClients.token(principal, tokenHost, port, USER)));
    }

    private static Properties properties(String token) {
        Properties properties = new Properties();
        properties.setProperty("user", USER);
        properties.setProperty("password", token);
        properties.setProperty("sslmode", "verify-ca");
        properties.setProperty("sslrootcert", rds.rootCertificate().toString());
        return properties;
    }
}
