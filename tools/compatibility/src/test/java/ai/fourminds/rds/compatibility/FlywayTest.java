package ai.fourminds.rds.compatibility;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.internal.database.DatabaseTypeRegister;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Flyway with the plugin that makes it know our URLs. */
class FlywayTest {
    @ParameterizedTest
    @EnumSource(Engine.class)
    void migratesByEitherFormOfTheUrl(Engine engine) throws SQLException {
        engine.withDatabase("flyway");

        assertThat(flyway(engine.url("flyway"), "1").migrate().migrationsExecuted)
                .isEqualTo(1);
        assertThat(flyway(engine.engineUrl("flyway"), "latest").migrate().migrationsExecuted)
                .isEqualTo(1);
        assertThat(flyway(engine.url("flyway"), "latest").validateWithResult().validationSuccessful)
                .isTrue();
        try (Connection connection = DriverManager.getConnection(engine.url("flyway"));
                Statement statement = connection.createStatement();
                var notes = statement.executeQuery("select text, author from notes")) {
            assertThat(notes.next()).isTrue();
            assertThat(notes.getString("text")).isEqualTo("O'Neill; 100 %s 😀");
        }
    }

    @Test
    void hidesTheSecretsOfAUrl() {
        String secret = Engine.rds().principal().secretAccessKey();
        String url =
                "jdbc:fourminds-rds:prod/sales?cognitoPassword=hush%20now&region=us-east-1&secretAccessKey=" + secret;

        assertThat(DatabaseTypeRegister.redactJdbcUrl(url)).doesNotContain(secret, "hush");
    }

    private static Flyway flyway(String url, String target) {
        return Flyway.configure()
                .dataSource(url, null, null)
                .locations("classpath:migrations")
                .target(target)
                .load();
    }
}
