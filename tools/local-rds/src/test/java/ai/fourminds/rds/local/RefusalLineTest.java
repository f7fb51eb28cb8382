package ai.fourminds.rds.local;

import static ai.fourminds.rds.local.RunningRds.IAM_USER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** Whoever runs a local RDS hears why a login was refused, and no secret. */
class RefusalLineTest {
    private final List<String> heard = new CopyOnWriteArrayList<>();

    @Test
    void theReasonIsToldWithTheUserAndWithoutTheToken() {
        try (LocalRds rds =
                LocalRds.builder().sampleData(false).progress(heard::add).start()) {
            var shared = new RunningRds.Shared(rds, new SettableClock());
            LocalInstance analytics = rds.instance("prod-analytics");
            String token = shared.token(analytics, "somebody_else");
            assertRefused(shared, IAM_USER, token);
            assertThat(heard)
                    .last()
                    .isEqualTo("prod-analytics refused a login as '" + IAM_USER
                            + "': the token was made for another user (WRONG_USER)");
            assertRefused(shared, "root", "hunter2");
            assertThat(heard).last().asString().startsWith("prod-analytics refused a login as 'root': this user");
            assertThatThrownBy(() -> connectInClearOnly(shared, "nobody_here")).isInstanceOf(SQLException.class);
            assertThat(heard)
                    .last()
                    .asString()
                    .startsWith("prod-analytics refused a login as 'nobody_here': this user");
            assertRefused(shared, token, "x");
            assertThat(heard)
                    .last()
                    .asString()
                    .startsWith("prod-analytics refused a login as a user with too long a name: ");
            assertThat(String.join("\n", heard))
                    .doesNotContain(
                            "hunter2", "X-Amz-Signature", rds.principal().secretAccessKey());
        }
    }

    @Test
    void mariadbsGatewayTellsItToo() {
        try (LocalRds rds = LocalRds.builder()
                .sampleData(false)
                .engines(List.of(DatabaseEngine.MARIADB))
                .progress(heard::add)
                .start()) {
            var family = new RunningFamily.Family(rds, new SettableClock());
            var way = new RunningFamily.Way("prod-orders", NativeDriver.CONNECTOR_J);
            assertThatThrownBy(() -> family.connect(way, "", IAM_USER, "no token"))
                    .isInstanceOf(SQLException.class);
            assertThat(heard)
                    .contains("prod-orders refused a login as '" + IAM_USER
                            + "': the password is no IAM token (MALFORMED_TOKEN)");
        }
    }

    /** A client that hangs up at any other question. */
    private static void connectInClearOnly(RunningRds.Shared shared, String user) throws SQLException {
        var properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", "x");
        properties.setProperty("sslmode", "verify-full");
        properties.setProperty("sslrootcert", shared.rds().rootCertificate().toString());
        properties.setProperty("requireAuth", "password");
        int port = shared.rds().instance("prod-analytics").listenPort();
        DriverManager.getConnection("jdbc:postgresql://localhost:" + port + "/postgres", properties)
                .close();
    }

    private static void assertRefused(RunningRds.Shared shared, String user, String password) {
        assertThatThrownBy(() -> shared.connect(shared.rds().instance("prod-analytics"), "postgres", user, password))
                .isInstanceOf(SQLException.class);
    }
}
