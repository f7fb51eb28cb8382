package ai.fourminds.rds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What an engine that only connects can do, and what is said of the rest. */
class RdsDatabaseTest {

    private static final Map<String, String> SETTINGS = Map.of(
            "instanceHost", "prod.example.com",
            "instanceEngine", "connect-only",
            "region", "us-east-1",
            "auth", "access-keys",
            "accessKeyId", "AKIAIOSFODNN7EXAMPLE",
            "secretAccessKey", "not-a-secret");

    @Test
    void anEngineThatOnlyConnectsConnects() throws SQLException {
        assertThat(database().open()).isNotNull();
    }

    @Test
    void anEngineThatOnlyConnectsSaysWhatItCannotDo() throws SQLException {
        RdsDatabase database = database();
        try (Connection connection = database.open()) {
            assertThatThrownBy(() -> database.catalogue(connection))
                    .isInstanceOf(SQLFeatureNotSupportedException.class)
                    .hasMessageContaining(
                            "[prod] The plugin of RDS engine 'connect-only' cannot list databases and tables.");
        }
        assertThatThrownBy(() -> database.openExport(database))
                .isInstanceOf(SQLFeatureNotSupportedException.class)
                .hasMessageContaining("[prod] The plugin of RDS engine 'connect-only' cannot export tables.");
    }

    @Test
    void theUrlKeepsTheNativePropertiesThatAUrlMaySet() throws SQLException {
        Map<String, String> settings = new HashMap<>(SETTINGS);
        settings.put("ApplicationName", "a&b %s");
        settings.put("someFile", "/etc/secret");
        assertThat(RdsFleet.of(settings).database("prod", "sales").url())
                .contains("?ApplicationName=a%26b%20%25s&")
                .doesNotContain("someFile", "secret");
    }

    private static RdsDatabase database() throws SQLException {
        return RdsFleet.of(SETTINGS).database("prod", "sales");
    }
}
