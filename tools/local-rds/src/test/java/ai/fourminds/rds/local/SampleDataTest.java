package ai.fourminds.rds.local;

import static ai.fourminds.rds.local.RunningRds.IAM_USER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ai.fourminds.rds.local.RunningRds.Shared;
import ai.fourminds.rds.local.principals.Principal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(RunningRds.class)
class SampleDataTest {
    private final Shared shared;

    SampleDataTest(Shared shared) {
        this.shared = shared;
    }

    @ParameterizedTest
    @CsvSource({
        "sales, public.orders, 120000",
        "sales, public.customers, 4000",
        "sales, ops.events, 36000",
        "sales, public.discount_codes, 0",
        "hr, public.employees, 420",
        "hr, payroll.salaries, 2100"
    })
    void theIamUserReadsTheTablesWithTheirEstimates(String database, String table, long rows) throws SQLException {
        try (Connection connection = shared.connect(shared.analytics(), database, IAM_USER, shared.token())) {
            assertThat(rows(connection, "select count(*) from " + table)).containsExactly(String.valueOf(rows));
            String estimate = "select sum(n_live_tup)::bigint from pg_stat_user_tables where relid in "
                    + "(select relid from pg_partition_tree('" + table + "') where isleaf union select '" + table
                    + "'::regclass)";
            assertThat(rows(connection, estimate)).containsExactly(String.valueOf(rows));
        }
    }

    @Test
    void hostileNamesAreThere() throws SQLException {
        try (Connection connection = shared.connect()) {
            assertThat(rows(
                            connection,
                            "select table_name from information_schema.tables where table_schema = 'we \"quote\" %s'"))
                    .containsExactlyInAnyOrder(
                            "odd \"name\" %s, $1; --", "📦 parcels\nsecond line", "Orders", "orders");
            assertThat(rows(
                            connection,
                            "select column_name from information_schema.columns where table_name like 'odd %'"))
                    .containsExactlyInAnyOrder("select", "a \"b\" %d", "line\nbreak", "größe 📦", " padded ");
        }
    }

    @Test
    void everyFamilyOfTypesIsThere() throws SQLException {
        try (Connection connection = shared.connect()) {
            assertThat(rows(
                            connection,
                            "select distinct data_type from information_schema.columns"
                                    + " where table_schema in ('public', 'crm', 'ops')"))
                    .contains(
                            "ARRAY",
                            "json",
                            "jsonb",
                            "bytea",
                            "uuid",
                            "numeric",
                            "real",
                            "double precision",
                            "date",
                            "timestamp without time zone",
                            "timestamp with time zone",
                            "USER-DEFINED",
                            "boolean",
                            "interval",
                            "inet",
                            "money",
                            "tsrange",
                            "character",
                            "character varying");
        }
    }

    @Test
    void theIamUserWritesNothingAndDoesNotSeeWhatIsPrivate() throws SQLException {
        try (Connection connection = shared.connect()) {
            for (String sql :
                    List.of("delete from public.orders", "select * from private.secrets", "create table t ()")) {
                assertThatExceptionOfType(SQLException.class)
                        .isThrownBy(() -> rows(connection, sql))
                        .satisfies(e -> assertThat(e.getSQLState()).isEqualTo("42501"));
            }
        }
    }

    @Test
    void anIamUserWithoutGrantsSeesNoRows() throws SQLException {
        Principal newcomer =
                shared.rds().addPrincipal(Principal.user("newcomer").withConnect("*"));
        LocalInstance analytics = shared.analytics();
        String user = "newcomer_iam_user";
        String token = AwsClients.token(newcomer, analytics.host(), analytics.port(), user);
        try (Connection connection = shared.connect(analytics, "sales", user, token)) {
            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() -> rows(connection, "select * from public.orders"))
                    .withMessageContaining("permission denied");
        }
    }

    @Test
    void rdsadminIsThereAndClosed() throws SQLException {
        try (Connection connection = shared.connect()) {
            assertThat(rows(connection, "select datname from pg_database where not datistemplate"))
                    .containsExactlyInAnyOrder("postgres", "rdsadmin", "sales", "hr");
        }
        assertThatExceptionOfType(SQLException.class)
                .isThrownBy(() -> shared.connect(shared.analytics(), "rdsadmin", IAM_USER, shared.token()))
                .withMessageContaining("permission denied for database");
    }

    private static List<String> rows(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            List<String> rows = new ArrayList<>();
            while (result.next()) {
                rows.add(result.getString(1));
            }
            return rows;
        }
    }
}
