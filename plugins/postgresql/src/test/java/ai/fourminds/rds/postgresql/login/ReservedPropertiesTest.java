package ai.fourminds.rds.postgresql.login;

import static org.assertj.core.api.Assertions.assertThat;

import ai.fourminds.rds.plugin.ConnectRequest;
import ai.fourminds.rds.postgresql.Cloud;
import ai.fourminds.rds.postgresql.PostgresqlPlugin;
import java.sql.Connection;
import java.sql.ResultSet;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.postgresql.PGProperty;

/** The properties that callers may not set. */
class ReservedPropertiesTest {

    private final Map<String, String> reserved = new PostgresqlPlugin().reservedProperties();

    @Test
    void eachIsAPropertyOfPgjdbcAndSaysWhatToUseInstead() {
        assertThat(reserved.keySet())
                .isSubsetOf(Arrays.stream(PGProperty.values())
                        .map(PGProperty::getName)
                        .collect(Collectors.toSet()));
        assertThat(reserved.values()).allSatisfy(instead -> assertThat(instead).isNotBlank());
    }

    @Test
    void allThatWeakensTlsMovesTheConnectionOrCarriesAPasswordIsAmongThem() {
        assertThat(reserved)
                .containsKeys("ssl", "sslmode", "sslfactory", "sslrootcert", "sslhostnameverifier", "gssEncMode")
                .containsKeys("socketFactory", "PGHOST", "PGPORT", "service", "targetServerType")
                .containsKeys("user", "password", "authenticationPluginClassName", "loginTimeout", "connectTimeout");
    }

    @Test
    void evenIfTheyGetThroughTheyAreLeftOut() throws Exception {
        Map<String, String> hostile = new LinkedHashMap<>();
        reserved.keySet().forEach(name -> hostile.put(name, "disable"));
        ConnectRequest request = Cloud.request("prod-analytics", null, hostile);

        try (Connection connection = new PostgresqlPlugin().connect(request);
                ResultSet row = connection.createStatement().executeQuery("SELECT current_user")) {
            row.next();
            assertThat(row.getString(1)).isEqualTo(Cloud.USER);
        }
    }
}
