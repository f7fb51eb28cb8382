package ai.fourminds.rds.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.rds.model.DbInstanceNotFoundException;
import software.amazon.awssdk.services.rds.model.DescribeDbInstancesResponse;
import software.amazon.awssdk.services.rds.model.Filter;
import software.amazon.awssdk.services.rds.model.RdsException;

class FleetTest {
    private static LocalRds rds;
    private static RdsClient client;

    @BeforeAll
    static void start() {
        rds = LocalRds.builder().withoutDatabases().start();
        client = AwsClients.rds(rds, rds.principal());
    }

    @AfterAll
    static void stop() {
        client.close();
        rds.close();
    }

    @ParameterizedTest
    @CsvSource({"20, 13", "100, 3", "99, 3", "50, 5"})
    void pagesOfAnySizeTogetherAreTheFleet(int size, int pages) {
        List<DescribeDbInstancesResponse> answers =
                client.describeDBInstancesPaginator(r -> r.maxRecords(size)).stream()
                        .toList();
        assertThat(answers)
                .hasSize(pages)
                .allSatisfy(page -> assertThat(page.dbInstances()).hasSizeLessThanOrEqualTo(size));
        List<String> identifiers = answers.stream()
                .flatMap(page -> page.dbInstances().stream())
                .map(DBInstance::dbInstanceIdentifier)
                .toList();
        assertThat(identifiers).hasSize(250).doesNotHaveDuplicates().isEqualTo(rds.instanceIdentifiers());
    }

    @Test
    void withoutAPageSizeItIsOneHundred() {
        assertThat(client.describeDBInstances().dbInstances()).hasSize(100);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 19, 101, 123456})
    void pageSizesOutsideTwentyToHundredAreInvalid(int size) {
        assertInvalid(() -> client.describeDBInstances(r -> r.maxRecords(size)), "MaxRecords");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "%%%", "prod-analytics", "cHJvZC1hbmFseXRpY3M", "🚲"})
    void aMadeUpMarkerIsInvalid(String marker) {
        assertInvalid(() -> client.describeDBInstances(r -> r.marker(marker)), "marker");
    }

    @Test
    void aMarkerHoldsForItsOwnQueryOnly() {
        String marker = client.describeDBInstances(r -> r.maxRecords(20)).marker();
        Filter postgres = filter("engine", "postgres");
        assertInvalid(() -> client.describeDBInstances(r -> r.marker(marker).filters(postgres)), "marker");
    }

    @Test
    void anInstanceIsFoundByIdentifierOrArnInAnyCase() {
        String arn = "arn:aws:rds:us-east-1:123456789012:db:prod-analytics";
        for (String name : List.of("prod-analytics", "Prod-Analytics", arn)) {
            DBInstance found = one(name);
            assertThat(found.dbInstanceIdentifier()).isEqualTo("prod-analytics");
            assertThat(found.dbInstanceArn()).isEqualTo(arn);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"prod-analytic5", "prod%", "arn:aws:rds:eu-west-1:123456789012:db:prod-analytics", "a\"'\n%s🚲"})
    void anUnknownInstanceIsNotFound(String name) {
        assertThatExceptionOfType(DbInstanceNotFoundException.class)
                .isThrownBy(() -> one(name))
                .satisfies(e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("DBInstanceNotFound"))
                .satisfies(e -> assertThat(e.statusCode()).isEqualTo(404));
    }

    @Test
    void filtersNarrowTheFleetAndAllOfThemMustFit() {
        String id = one("prod-analytics").dbiResourceId();
        assertThat(identifiers(filter("db-instance-id", "prod-analytics", "prod-tunnel", "no-such")))
                .containsExactly("prod-analytics", "prod-tunnel");
        assertThat(identifiers(filter("dbi-resource-id", id))).containsExactly("prod-analytics");
        assertThat(identifiers(filter("engine", "postgres"), filter("dbi-resource-id", id)))
                .containsExactly("prod-analytics");
        assertThat(identifiers(filter("engine", "mysql"), filter("dbi-resource-id", id)))
                .isEmpty();
        assertThat(client.describeDBInstancesPaginator(
                                r -> r.maxRecords(20).filters(filter("engine", "postgres", "mysql")))
                        .dbInstances())
                .hasSizeGreaterThan(20)
                .allSatisfy(instance -> assertThat(instance.engine()).isIn("postgres", "mysql"));
    }

    @Test
    void anUnknownFilterIsInvalid() {
        assertInvalid(() -> identifiers(filter("colour", "red")), "Unrecognized filter name: colour");
    }

    @Test
    void theFleetHasEveryEngineAndManyStates() {
        List<DBInstance> fleet = all();
        assertThat(fleet.stream().map(DBInstance::engine).collect(Collectors.toSet()))
                .contains(
                        "postgres",
                        "aurora-postgresql",
                        "mysql",
                        "mariadb",
                        "aurora-mysql",
                        "aurora",
                        "oracle-ee",
                        "oracle-se2",
                        "sqlserver-ex",
                        "sqlserver-se",
                        "sqlserver-web",
                        "db2-se",
                        "custom-oracle-ee");
        assertThat(fleet.stream().map(DBInstance::dbInstanceStatus).collect(Collectors.toSet()))
                .contains(
                        "available",
                        "stopped",
                        "creating",
                        "backing-up",
                        "modifying",
                        "rebooting",
                        "failed",
                        "storage-full");
        assertThat(fleet.stream().map(DBInstance::dbiResourceId))
                .doesNotHaveDuplicates()
                .allMatch(id -> id.matches("db-[A-Z2-7]{26}"));
        assertThat(fleet).allSatisfy(instance -> {
            assertThat(instance.instanceCreateTime()).isNotNull();
            assertThat(instance.masterUsername()).isNotBlank();
            assertThat(instance.vpcSecurityGroups()).hasSize(1);
            assertThat(instance.allocatedStorage()).isPositive();
        });
    }

    @Test
    void theSpecialOnesAreAsTheyShouldBe() {
        assertThat(one("prod-analytics-next").endpoint()).isNull();
        assertThat(one("prod-analytics-next").dbInstanceStatus()).isEqualTo("creating");
        assertThat(one("prod-noiam").iamDatabaseAuthenticationEnabled()).isFalse();
        assertThat(one("prod-erp").engine()).isEqualTo("oracle-ee");
        assertThat(one("prod-erp").dbInstanceStatus()).isEqualTo("available");
        assertThat(rds.instanceIdentifiers())
                .contains("prod-analytic", "prod-analytics", "prod-analytics-2", "prod-reporting");
    }

    @Test
    void theFleetIsTheSameAtEveryStart() {
        try (LocalRds other = LocalRds.builder().withoutDatabases().start();
                RdsClient otherClient = AwsClients.rds(other, other.principal())) {
            assertThat(new ArrayList<>(otherClient.describeDBInstancesPaginator().dbInstances().stream()
                            .toList()))
                    .isEqualTo(all());
        }
    }

    @Test
    void nothingCanBeConnectedToWithoutDatabases() {
        assertThatThrownBy(() -> rds.instance("prod-analytics"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'prod-analytics'");
    }

    private static List<DBInstance> all() {
        return client.describeDBInstancesPaginator().dbInstances().stream().toList();
    }

    private static DBInstance one(String name) {
        return client.describeDBInstances(r -> r.dbInstanceIdentifier(name))
                .dbInstances()
                .get(0);
    }

    private static List<String> identifiers(Filter... filters) {
        return client.describeDBInstances(r -> r.filters(filters)).dbInstances().stream()
                .map(DBInstance::dbInstanceIdentifier)
                .toList();
    }

    private static Filter filter(String name, String... values) {
        return Filter.builder().name(name).values(values).build();
    }

    private static void assertInvalid(org.assertj.core.api.ThrowableAssert.ThrowingCallable call, String message) {
        assertThatExceptionOfType(RdsException.class)
                .isThrownBy(call)
                .satisfies(e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("InvalidParameterValue"))
                .satisfies(e -> assertThat(e.statusCode()).isEqualTo(400))
                .withMessageContaining(message);
    }
}
