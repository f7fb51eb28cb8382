package ai.fourminds.rds.local;

import static ai.fourminds.rds.local.RunningFamily.rows;
import static ai.fourminds.rds.local.RunningRds.IAM_USER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ai.fourminds.rds.local.RunningFamily.Family;
import ai.fourminds.rds.local.RunningFamily.Way;
import ai.fourminds.rds.local.principals.Principal;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@ExtendWith(RunningFamily.class)
class MysqlSampleDataTest {
    private static final String BOTH = "servers";

    private final Family family;

    MysqlSampleDataTest(Family family) {
        this.family = family;
    }

    static List<Way> servers() {
        return List.of(
                new Way("prod-orders", NativeDriver.MARIADB_CONNECTOR),
                new Way("prod-billing", NativeDriver.MARIADB_CONNECTOR));
    }

    @ParameterizedTest
    @CsvSource({
        "prod-orders, shop.orders, 120000",
        "prod-orders, shop.customers, 4000",
        "prod-orders, shop.discount_codes, 0",
        "prod-orders, warehouse.movements, 36000",
        "prod-orders, hr.employees, 420",
        "prod-billing, shop.orders, 120000",
        "prod-billing, shop.invoices, 10000",
        "prod-billing, warehouse.labels, 120",
        "prod-billing, hr.salaries, 2100"
    })
    void theIamUserReadsTheTables(String instance, String table, String rows) throws SQLException {
        try (Connection connection = family.connect(new Way(instance, NativeDriver.MARIADB_CONNECTOR))) {
            assertThat(rows(connection, "select count(*) from " + table)).containsExactly(rows);
        }
    }

    @ParameterizedTest
    @MethodSource(BOTH)
    void theDatabasesAreThere(Way way) throws SQLException {
        try (Connection connection = family.connect(way)) {
            assertThat(rows(connection, "show databases"))
                    .containsExactlyInAnyOrder(
                            "information_schema",
                            "performance_schema",
                            "mysql",
                            "sys",
                            "shop",
                            "warehouse",
                            "hr",
                            "we `quote` \"it\" %s");
        }
    }

    @ParameterizedTest
    @MethodSource(BOTH)
    void hostileNamesAreThere(Way way) throws SQLException {
        try (Connection connection = family.connect(way)) {
            assertThat(rows(
                            connection,
                            "select table_name from information_schema.tables where table_schema like 'we %'"))
                    .containsExactlyInAnyOrder(
                            "odd `name` \"x\" 'y' %s, ?; --", "☃ parcels\nsecond line", "Orders", "orders");
            assertThat(rows(
                            connection,
                            "select column_name from information_schema.columns where table_name like 'odd %'"))
                    .containsExactlyInAnyOrder("select", "a `b` \"c\" %d", "line\nbreak", "größe ☎", " padded");
        }
    }

    @ParameterizedTest
    @MethodSource(BOTH)
    void whatTheTypesCanHoldIsHeld(Way way) throws SQLException {
        try (Connection connection = family.connect(way)) {
            assertThat(rows(connection, "select cast(capacity as char) from warehouse.shelves order by id"))
                    .contains("18446744073709551615", "9223372036854775808");
            assertThat(rows(connection, "select cast(open_for as char) from warehouse.shelves order by id"))
                    .contains("838:59:59.000000", "-838:59:59.000000", "25:00:00.000001", null);
            assertThat(rows(connection, "select cast(installed as char) from warehouse.shelves order by id"))
                    .contains("0000-00-00", "2024-00-15");
            assertThat(rows(connection, "select cast(since as char) from warehouse.shelves order by id"))
                    .contains("0000", "2155");
            assertThat(rows(connection, "select old_text from warehouse.labels where id = 1"))
                    .containsExactly("Größe \"1\", São Tomé");
            assertThat(rows(connection, "select emoji from warehouse.labels where id = 1"))
                    .containsExactly("🚲🎁");
            assertThat(rows(connection, "select st_astext(area) from warehouse.places order by id"))
                    .containsExactly("POLYGON((0 0,4 0,4 4,0 4,0 0))", "LINESTRING(0 0,1 1)", null);
        }
    }

    @ParameterizedTest
    @MethodSource(BOTH)
    void everyFamilyOfTypesIsThere(Way way) throws SQLException {
        try (Connection connection = family.connect(way)) {
            assertThat(rows(
                            connection,
                            "select distinct data_type from information_schema.columns"
                                    + " where table_schema in ('shop', 'warehouse', 'hr')"))
                    .contains("enum", "set", "bit", "year", "time", "timestamp", "datetime", "date")
                    .contains("tinyint", "smallint", "mediumint", "int", "bigint", "decimal", "float", "double")
                    .contains("varbinary", "binary", "blob", "mediumblob", "longblob", "text", "char", "varchar")
                    .contains("point", "geometry", way.instance().equals("prod-billing") ? "json" : "longtext");
            assertThat(rows(connection, "select table_name from information_schema.views where table_schema = 'shop'"))
                    .containsExactly("open_orders");
            assertThat(rows(
                            connection,
                            "select extra from information_schema.columns where column_name = 'cost_centre'"))
                    .containsExactly("INVISIBLE");
        }
    }

    @Test
    void mariadbKeepsTheSalariesHistory() throws SQLException {
        try (Connection connection = family.connect(new Way("prod-orders", NativeDriver.CONNECTOR_J))) {
            assertThat(rows(
                            connection,
                            "select table_type from information_schema.tables where table_name = 'salaries'"))
                    .containsExactly("SYSTEM VERSIONED");
            assertThat(rows(connection, "select count(*) > 2100 from hr.salaries for system_time all"))
                    .containsExactly("1");
        }
    }

    @ParameterizedTest
    @MethodSource(BOTH)
    void theIamUserWritesNothing(Way way) throws SQLException {
        try (Connection connection = family.connect(way);
                Statement statement = connection.createStatement()) {
            for (String sql : List.of("delete from shop.orders", "create table shop.t (id int)", "create database d")) {
                assertThatExceptionOfType(SQLException.class)
                        .isThrownBy(() -> statement.execute(sql))
                        .satisfies(e -> assertThat(e.getErrorCode()).isIn(1142, 1044));
            }
        }
    }

    @ParameterizedTest
    @MethodSource(BOTH)
    void anIamUserWithoutGrantsGetsInAndSeesNothing(Way way) throws SQLException {
        Principal newcomer =
                family.rds().addPrincipal(Principal.user("newcomer").withConnect("*"));
        LocalInstance instance = family.instance(way);
        String user = "newcomer_iam_user";
        String token = AwsClients.token(newcomer, instance.host(), instance.port(), user);
        try (Connection connection = family.connect(way, "", user, token)) {
            assertThat(rows(connection, "show databases")).doesNotContain("shop", "mysql", "hr");
        }
        assertThat(user).isNotEqualTo(IAM_USER);
    }
}
