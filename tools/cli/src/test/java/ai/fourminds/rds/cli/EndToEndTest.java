package ai.fourminds.rds.cli;

import static ai.fourminds.rds.cli.LocalProgram.RDS;
import static ai.fourminds.rds.cli.LocalProgram.SECRET_KEY;
import static ai.fourminds.rds.cli.LocalProgram.run;
import static ai.fourminds.rds.cli.LocalProgram.runBare;
import static ai.fourminds.rds.cli.LocalProgram.settings;
import static org.assertj.core.api.Assertions.assertThat;

import ai.fourminds.rds.cli.LocalProgram.Ended;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every command but export against a local RDS: real signatures, real TLS, a real PostgreSQL. */
class EndToEndTest {
    @TempDir
    Path folder;

    @Test
    void instancesListsTheFleet() throws Exception {
        Ended ended = run("instances", "--format", "json");
        assertThat(ended.exit()).isZero();
        assertThat(ended.err()).isEmpty();
        assertThat(ended.json())
                .filteredOn(row -> row.path("kind").asText().equals("instance"))
                .hasSameSizeAs(RDS.instanceIdentifiers());
        assertThat(ended.json().path(0).fieldNames())
                .toIterable()
                .containsExactly(
                        "id",
                        "arn",
                        "engine",
                        "engineVersion",
                        "instanceClass",
                        "status",
                        "available",
                        "supported",
                        "iamAuthentication",
                        "host",
                        "port",
                        "region",
                        "kind",
                        "cluster",
                        "role",
                        "readerHost",
                        "customHosts");
    }

    @Test
    void instancesShowsClustersWithTheirMembers() throws Exception {
        JsonNode rows =
                run("instances", "--filter", "prod-ha", "--format", "json").json();
        JsonNode cluster = rows.path(0);
        assertThat(cluster.path("kind").asText()).isEqualTo("cluster");
        assertThat(cluster.path("host").asText()).startsWith("prod-ha.cluster-");
        assertThat(cluster.path("readerHost").asText()).startsWith("prod-ha.cluster-ro-");
        assertThat(rows.path(1).path("role").asText()).isEqualTo("writer");
        assertThat(rows)
                .hasSizeGreaterThan(2)
                .allSatisfy(row -> assertThat(row.path("cluster").asText()).isEqualTo("prod-ha"));
        assertThat(run("instances", "--filter", "prod-ha").out())
                .contains(
                        "prod-ha ",
                        "cluster of " + (rows.size() - 1),
                        "  " + rows.path(1).path("id").asText() + " (writer)",
                        " (reader)");
    }

    @Test
    void instancesFiltersByIdentifierOrEngine() {
        assertThat(run("instances", "--filter", "prod-analytics", "--format", "csv")
                        .out())
                .contains("\nprod-analytics,arn:aws:rds:us-east-1:")
                .doesNotContain("\ndev-");
        assertThat(run("instances", "--filter", "aurora-postgresql").out()).contains("aurora-postgresql");
        Ended none = run("instances", "--filter", "no-such");
        assertThat(none.exit()).isZero();
        assertThat(none.err()).contains("None of 250 instances matches 'no-such'.");
    }

    @Test
    void testSaysHowManyInstancesItFound() throws Exception {
        Ended ended = run("test");
        assertThat(ended.exit()).isZero();
        assertThat(ended.out()).isEqualTo("Connection successful! Found 250 instance(s).\n");
        JsonNode json = run("test", "--format", "json").json();
        assertThat(json.path("ok").asBoolean()).isTrue();
        assertThat(json.path("account").asText()).isEqualTo(RDS.accountId());
        assertThat(json.path("instances").asInt()).isEqualTo(250);
        assertThat(json.path("caller").asText()).startsWith("arn:aws:iam::");
        assertThat(json.path("message").asText()).isEqualTo("Connection successful! Found 250 instance(s).");
    }

    @Test
    void testWithAnInstanceLogsInToo() {
        assertThat(run("test", "prod-analytics").out()).contains("Logged in to prod-analytics/");
        assertThat(run("test", "prod-analytics", "hr").out())
                .contains("Logged in to prod-analytics/hr as fourminds_iam_user.");
    }

    @Test
    void testWithAnInstanceListsNoOthers() throws Exception {
        int before = RDS.calls("DescribeDBInstances");
        JsonNode json = run("test", "prod-analytics", "--format", "json", "--discovery-cache-ttl", "1s")
                .json();
        assertThat(json.path("message").asText()).isEqualTo("Connection successful! Found 1 instance(s).");
        assertThat(RDS.calls("DescribeDBInstances")).isEqualTo(before + 1);
    }

    @Test
    void databasesListsUserDatabases() throws Exception {
        assertThat(run("databases", "prod-analytics").out())
                .contains("DATABASE\n", "sales\n")
                .doesNotContain("rdsadmin");
        assertThat(run("databases", "prod-analytics", "--format", "json").json().findValuesAsText("name"))
                .contains("sales", "hr");
    }

    @Test
    void tablesListsBaseTables() throws Exception {
        JsonNode tables =
                run("tables", "prod-analytics", "sales", "--format", "json").json();
        assertThat(tables.findValuesAsText("qualifiedName")).contains("public.orders", "crm.contacts");
        assertThat(tables.path(0).fieldNames())
                .toIterable()
                .containsExactly("schema", "name", "qualifiedName", "estimatedRows", "columns", "sizeBytes", "kind");
        assertThat(run("tables", "prod-analytics", "sales", "--filter", "crm.*").out())
                .contains("crm.contacts")
                .doesNotContain("public.orders");
        assertThat(run("tables", "prod-analytics", "sales", "--filter", "nope").err())
                .contains("None of");
    }

    @Test
    void tablesExplainsAnEmptyList() {
        Ended ended = run("tables", "prod-analytics", "postgres");
        assertThat(ended.exit()).isZero();
        assertThat(ended.err()).startsWith("Tables list is empty");
    }

    @Test
    void previewShowsTheFirstRows() throws Exception {
        Ended table = run("preview", "prod-analytics", "sales", "customers", "--rows", "3");
        assertThat(table.exit()).isZero();
        assertThat(table.out().lines()).hasSize(4);
        JsonNode json = run("preview", "prod-analytics", "sales", "public.orders", "--rows", "3", "--format", "json")
                .json();
        assertThat(json.path("rows")).hasSize(3);
        assertThat(json.path("columns").path(0).path("name").asText()).isEqualTo("id");
        assertThat(run("preview", "prod-analytics", "sales", "public.orders", "--rows", "2", "--format", "csv")
                        .out())
                .startsWith("id,customer_id,");
        assertThat(run("preview", "prod-analytics", "sales", "ops.attachments").err())
                .contains("Left out: ");
    }

    @Test
    void aViewIsReadByItsNameAndByAQuery() throws SQLException {
        try (Connection admin = RDS.instance("prod-analytics").adminConnection("sales");
                Statement statement = admin.createStatement()) {
            statement.execute(
                    "CREATE OR REPLACE VIEW public.first_orders AS SELECT id FROM public.orders WHERE id < 3");
            statement.execute("GRANT SELECT ON public.first_orders TO PUBLIC");
        }
        assertThat(new String(
                        LocalProgram.bytes("export", "prod-analytics", "sales", "first_orders", "--out", "-"),
                        StandardCharsets.UTF_8))
                .isEqualTo("id\n1\n2\n");
        String[] words = {"export", "prod-analytics", "sales", "--query", "SELECT * FROM first_orders", "--out", "-"};
        assertThat(new String(LocalProgram.bytes(words), StandardCharsets.UTF_8))
                .isEqualTo("id\n1\n2\n");
    }

    @Test
    void aTableIsNeverSql() {
        Ended ended = run("preview", "prod-analytics", "sales", "orders; DROP TABLE public.orders");
        assertThat(ended.exit()).isEqualTo(2);
        assertThat(ended.err()).contains("There is no table or view");
        assertThat(run("preview", "prod-analytics", "sales", "public.orders").exit())
                .isZero();
    }

    @Test
    void urlPrintsTheUrlAloneOnStandardOutput() {
        Ended ended = run("url", "prod-analytics", "sales");
        assertThat(ended.exit()).isZero();
        assertThat(ended.out().lines())
                .singleElement()
                .asString()
                .startsWith("jdbc:fourminds-rds:prod-analytics/sales");
        assertThat(ended.err())
                .contains("ai.fourminds.rds.FourmindsRdsDriver", "jdbc:fourminds-rds:[{host}][/{database}]");
    }

    @Test
    void awsRefusingTheKeyEndsWithThree() throws Exception {
        Path wrong = Files.writeString(folder.resolve("wrong"), "not-the-key");
        List<String> args = new ArrayList<>(List.of("test", "--format", "json"));
        args.addAll(settings());
        args.set(args.indexOf(SECRET_KEY.toString()), wrong.toString());
        Ended ended = runBare(args.toArray(String[]::new));
        assertThat(ended.exit()).isEqualTo(3);
        assertThat(ended.error().path("headline").asText()).isNotBlank();
        assertThat(ended.error().path("remedy").asText()).isNotBlank();
        assertThat(ended.err()).doesNotContain("not-the-key");
    }

    @ParameterizedTest
    @ValueSource(strings = {"prod-analytix", "no-such-instance"})
    void anUnknownInstanceEndsWithFour(String instance) throws Exception {
        Ended ended = run("databases", instance, "--format", "json");
        assertThat(ended.exit()).isEqualTo(4);
        assertThat(ended.error().path("code").asText()).isEqualTo("instance-not-found");
        assertThat(ended.out()).isEmpty();
    }

    @Test
    void anUnsupportedEngineEndsWithFour() throws Exception {
        String oracle = "";
        for (JsonNode instance : run("instances", "--format", "json").json()) {
            if (instance.path("engine").asText().equals("oracle-ee")
                    && instance.path("available").asBoolean()) {
                oracle = instance.path("id").asText();
            }
        }
        Ended ended = run("databases", oracle);
        assertThat(ended.exit()).isEqualTo(4);
        assertThat(ended.err()).contains("RDS engine 'oracle-ee' is not supported");
    }

    @Test
    void aClosedPortEndsWithFive() throws Exception {
        int closed;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closed = socket.getLocalPort();
        }
        assertThat(run("databases", "prod-analytics", "--connect-port", Integer.toString(closed))
                        .exit())
                .isEqualTo(5);
    }

    @ParameterizedTest
    @CsvSource({"somebody_else", "'x\"y %s'"})
    void aRefusedLoginEndsWithSix(String user) {
        assertThat(run("test", "prod-analytics", "--user", user).exit()).isEqualTo(6);
    }

    @Test
    void aFaultySettingEndsWithTwo() {
        assertThat(run("instances", "--discovery-timeout", "soon").exit()).isEqualTo(2);
    }

    @Test
    void standardOutputIsUtf8() {
        String out = run("tables", "prod-analytics", "sales").out();
        assertThat(out).contains("📦");
        assertThat(out.getBytes(StandardCharsets.UTF_8)).isNotEmpty();
    }
}
