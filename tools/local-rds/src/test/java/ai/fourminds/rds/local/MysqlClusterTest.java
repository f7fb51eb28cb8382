package ai.fourminds.rds.local;

import static ai.fourminds.rds.local.RunningFamily.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.fourminds.rds.local.principals.Principal;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.DBClusterMember;

/** A cluster of real MySQLs. Its tests hold whichever member is the writer. */
class MysqlClusterTest {
    private static final String USER = "fourminds_iam_user";
    private static LocalRds rds;
    private static LocalCluster cluster;

    @BeforeAll
    static void start() throws SQLException {
        rds = LocalRds.builder()
                .engines(List.of())
                .clusters(List.of(DatabaseEngine.MYSQL))
                .start();
        cluster = rds.cluster("prod-shop-cluster");
        try (Connection writer = cluster.writerInstance().adminConnection("shop");
                Statement statement = writer.createStatement()) {
            statement.execute("create table shop.notes (text varchar(100))");
            statement.execute("grant all on shop.notes to '" + USER + "'@'%'");
        }
        cluster.settle();
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
    void theWritersNameTakesWritesAndTheReadersNamesFollow() throws SQLException {
        try (Connection writer = connect(cluster.writer(), cluster.writer().host())) {
            write(writer);
        }
        cluster.settle();
        for (LocalEndpoint name : List.of(cluster.reader(), cluster.reader(), cluster.custom())) {
            try (Connection reader = connect(name, cluster.reader().host())) {
                assertThat(text(reader, "select count(*) > 0 from shop.notes")).isEqualTo("1");
                assertRefusesWrites(reader);
            }
        }
    }

    @Test
    void afterAFailoverTheNamesLeadToTheNewRoles() throws SQLException {
        LocalInstance old = cluster.writerInstance();
        Connection open = connect(cluster.writer(), cluster.writer().host());
        LocalInstance now = cluster.failover();
        assertThatThrownBy(() -> text(open, "select 1")).isInstanceOf(SQLException.class);
        try (Connection writer = connect(cluster.writer(), cluster.writer().host())) {
            write(writer);
        }
        cluster.settle();
        try (Connection before = connect(old.listenPort(), old.host())) {
            assertRefusesWrites(before);
            assertThat(text(before, "select count(*) > 0 from shop.notes")).isEqualTo("1");
        }
        try (RdsClient client = AwsClients.rds(rds, rds.principal())) {
            assertThat(client.describeDBClusters(r -> r.dbClusterIdentifier("prod-shop-cluster"))
                            .dbClusters()
                            .get(0)
                            .dbClusterMembers())
                    .filteredOn(DBClusterMember::isClusterWriter)
                    .extracting(DBClusterMember::dbInstanceIdentifier)
                    .containsExactly(now.identifier());
        }
        // And back, as often as one likes.
        assertThat(cluster.failover(old.identifier())).isSameAs(old);
        try (Connection writer = connect(cluster.writer(), cluster.writer().host())) {
            write(writer);
        }
    }

    @Test
    void staleNamesLeadToTheOldWriterUntilTheyAreCleared() throws SQLException {
        rds.faults().staleEndpoints("prod-shop-cluster");
        cluster.failover();
        try (Connection stale = connect(cluster.writer(), cluster.writer().host())) {
            assertRefusesWrites(stale);
        }
        rds.faults().clear();
        try (Connection writer = connect(cluster.writer(), cluster.writer().host())) {
            write(writer);
        }
    }

    /** The gateway changes what the server knows a user by, which a reader cannot. */
    @Test
    void aUserThatIsMadeOnTheWriterLogsInOnAReader() throws SQLException {
        try (Connection writer = cluster.writerInstance().adminConnection("mysql");
                Statement statement = writer.createStatement()) {
            statement.execute("create user if not exists 'late_iam_user'@'%' identified by 'whatever'");
            statement.execute("insert ignore into mysql.rds_iam_users values ('late_iam_user')");
            statement.execute("grant select on shop.* to 'late_iam_user'@'%'");
        }
        cluster.settle();
        Principal late = rds.addPrincipal(Principal.user("late").withConnect(cluster.connectResource("late_iam_user")));
        LocalEndpoint reader = cluster.reader();
        String token = AwsClients.token(late, reader.host(), reader.port(), "late_iam_user");
        try (Connection connection = connect(reader.listenPort(), "late_iam_user", token)) {
            assertThat(text(connection, "select count(*) > 0 from shop.customers"))
                    .isEqualTo("1");
        }
    }

    @Test
    void anAdministratorLogsInWithATokenToo() throws SQLException {
        LocalEndpoint name = cluster.writer();
        String token = AwsClients.token(rds.principal(), name.host(), name.port(), "fourminds_iam_admin");
        try (Connection connection = connect(name.listenPort(), "fourminds_iam_admin", token);
                Statement statement = connection.createStatement()) {
            statement.execute("create table shop.migrated (id int)");
            statement.execute("drop table shop.migrated");
        }
    }

    private static void write(Connection connection) throws SQLException {
        assertThat(text(connection, "select @@read_only")).isEqualTo("0");
        try (Statement statement = connection.createStatement()) {
            statement.execute("insert into shop.notes values ('here')");
        }
    }

    private static void assertRefusesWrites(Connection reader) throws SQLException {
        assertThat(text(reader, "select @@read_only")).isEqualTo("1");
        assertThatExceptionOfType(SQLException.class)
                .isThrownBy(() -> {
                    try (Statement statement = reader.createStatement()) {
                        statement.execute("insert into shop.notes values ('never')");
                    }
                })
                .satisfies(e -> assertThat(e.getErrorCode()).isEqualTo(1290));
    }

    private static Connection connect(LocalEndpoint name, String tokenHost) throws SQLException {
        return connect(name.listenPort(), tokenHost);
    }

    private static Connection connect(int listenPort, String tokenHost) throws SQLException {
        return connect(listenPort, USER, AwsClients.token(rds.principal(), tokenHost, 3306, USER));
    }

    private static Connection connect(int listenPort, String user, String token) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("sslMode", "verify-ca");
        properties.setProperty("serverSslCert", rds.rootCertificate().toString());
        return NativeDriver.MARIADB_CONNECTOR.connect(properties, "localhost", listenPort, "shop", user, token);
    }
}
