package ai.fourminds.rds.local;

import static ai.fourminds.rds.local.RunningFamily.text;
import static ai.fourminds.rds.local.RunningRds.IAM_USER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.fourminds.rds.local.RunningFamily.Family;
import ai.fourminds.rds.local.RunningFamily.Way;
import ai.fourminds.rds.local.RunningRds.Shared;
import ai.fourminds.rds.local.server.Administration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Gateways in front of servers that run already, and that another local RDS has made its users and databases in. */
@ExtendWith(RunningRds.class)
@ExtendWith(RunningFamily.class)
class RunningServerTest {
    private static final String BOSS = "boss";
    private static final String PASSWORD = "known here alone";

    private static int port(LocalInstance instance) throws SQLException {
        try (Connection admin = instance.adminConnection()) {
            return Integer.parseInt(admin.getMetaData().getURL().replaceAll(".*:(\\d+)/.*", "$1"));
        }
    }

    private static void admin(LocalInstance instance, String... statements) throws SQLException {
        try (Connection admin = instance.adminConnection();
                Statement statement = admin.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** Its access rules are replaced, so the server is one of its own. */
    @Test
    void aSecondLocalRdsLogsInToTheSamePostgresql(Shared shared) throws SQLException, IOException {
        try (LocalRds own = LocalRds.builder().clock(shared.clock()).start()) {
            aSecondLocalRdsLogsInToTheServerOf(new Shared(own, shared.clock()));
        }
    }

    private static void aSecondLocalRdsLogsInToTheServerOf(Shared first) throws SQLException, IOException {
        LocalInstance analytics = first.analytics();
        admin(analytics, "create role boss superuser login");
        try (Connection admin = analytics.adminConnection()) {
            Files.writeString(Path.of(text(admin, "show hba_file")), """
                    local all all trust
                    host all postgres 127.0.0.1/32 scram-sha-256
                    host all all 127.0.0.1/32 trust
                    """);
        }
        admin(analytics, "select pg_reload_conf()");
        try (LocalRds second = LocalRds.builder()
                .clock(first.clock())
                .running(DatabaseEngine.POSTGRESQL, "127.0.0.1", port(analytics), BOSS, "")
                .start()) {
            Shared other = new Shared(second, first.clock());
            try (Connection one = other.connect();
                    Connection two = first.connect()) {
                assertThat(text(one, "select current_user")).isEqualTo(IAM_USER);
                assertThat(text(one, "select inet_server_port()")).isEqualTo(text(two, "select " + port(analytics)));
                assertThat(text(one, "select count(*) from orders")).isEqualTo("120000");
            }
        }
    }

    /** The second one's gateways come through a port, and its administrator without TLS. */
    @ParameterizedTest
    @EnumSource(
            value = DatabaseEngine.class,
            names = {"MARIADB", "MYSQL"})
    void aSecondLocalRdsLogsInToTheSameServer(DatabaseEngine engine, Family first) throws SQLException {
        boolean mysql = engine == DatabaseEngine.MYSQL;
        LocalInstance main = first.rds().instance(mysql ? "prod-billing" : "prod-orders");
        String method = mysql ? " identified with caching_sha2_password by '" : " identified by '";
        admin(
                main,
                "create user 'boss'@'%'" + method + PASSWORD + "'",
                "grant all on *.* to 'boss'@'%' with grant option");
        if (mysql) {
            admin(main, "alter user 'fourminds_iam_user'@'%'" + method + PASSWORD + "'");
        }
        try (LocalRds second = LocalRds.builder()
                .clock(first.clock())
                .engines(List.of(engine))
                .running(engine, "127.0.0.1", port(main), BOSS, PASSWORD)
                .start()) {
            Family other = new Family(second, first.clock());
            for (Family family : List.of(other, first, other, other, first)) {
                for (NativeDriver driver : NativeDriver.values()) {
                    try (Connection connection = family.connect(new Way(main.identifier(), driver))) {
                        assertThat(text(connection, "select current_user()")).isEqualTo("fourminds_iam_user@%");
                        assertThat(text(connection, "select count(*) from orders"))
                                .isEqualTo("120000");
                    }
                }
            }
        }
    }

    @Test
    void aServerIsNamedInOneLine() {
        assertThat(Administration.parse("NAME", "root:p@ss:w/o rd@127.0.0.1:3306"))
                .isEqualTo(new Administration("127.0.0.1", 3306, "root", "p@ss:w/o rd"));
        assertThatThrownBy(() -> Administration.parse("NAME", "root:secret@127.0.0.1"))
                .hasMessage("NAME is not of the form user:password@host:port");
    }
}
