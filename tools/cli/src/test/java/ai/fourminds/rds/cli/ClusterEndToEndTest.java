package ai.fourminds.rds.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ai.fourminds.rds.cli.LocalProgram.Ended;
import ai.fourminds.rds.local.DatabaseEngine;
import ai.fourminds.rds.local.LocalEndpoint;
import ai.fourminds.rds.local.LocalRds;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Commands on a cluster of a real writer and real readers, through tunnels. */
class ClusterEndToEndTest {

    private static final String ID = "prod-cluster";

    @TempDir
    private static Path folder;

    private static LocalRds rds;

    @BeforeAll
    static void start() {
        rds = LocalRds.builder()
                .engines(List.of())
                .clusters(List.of(DatabaseEngine.POSTGRESQL))
                .start();
    }

    @AfterAll
    static void stop() {
        rds.close();
    }

    private static Ended run(LocalEndpoint tunnel, String... command) throws IOException {
        List<String> options = LocalProgram.options(rds.settings(), folder);
        options.addAll(List.of("--connect-host", "127.0.0.1", "--connect-port", String.valueOf(tunnel.listenPort())));
        return LocalProgram.runBare(LocalProgram.words(options, command));
    }

    @Test
    void doctorExaminesTheClusterAndSaysWhoAnswers() throws IOException {
        Ended writer = run(rds.cluster(ID).writer(), "doctor", ID, "sales");
        assertThat(writer.exit()).isZero();
        assertThat(writer.out()).contains("cluster " + ID + " found: aurora-postgresql", "on the writer");
        Ended reader = run(rds.cluster(ID).reader(), "doctor", ID, "sales", "--target", "reader");
        assertThat(reader.exit()).isZero();
        assertThat(reader.out()).contains("on a reader");
    }

    /** The tunnel of each is the one that its name leads to. */
    @Test
    void theCommandsOfThePageWork() throws IOException {
        rds.dns().cname("db.example.com", rds.cluster(ID).writer().host());
        System.setProperty(
                "fourminds.rds.dns", "127.0.0.1:" + rds.dns().address().getPort());
        try {
            List<String> commands = Files.readAllLines(Path.of("../../docs/clusters.md")).stream()
                    .filter(line -> line.startsWith("fourminds-rds "))
                    .map(line -> line.replace(" --connect-port 15432", "").substring("fourminds-rds ".length()))
                    .toList();
            assertThat(commands).hasSizeGreaterThan(7);
            for (String command : commands) {
                Ended ended = onPage(command);
                assertThat(ended.exit()).as(command + ": " + ended.err()).isZero();
            }
        } finally {
            System.clearProperty("fourminds.rds.dns");
        }
    }

    private static Ended onPage(String command) throws IOException {
        boolean proxy = command.contains("-proxy.");
        LocalEndpoint tunnel =
                proxy ? rds.proxy(ID + "-proxy").endpoint() : rds.cluster(ID).writer();
        Map<String, String> settings = new HashMap<>(rds.settings());
        if (proxy) {
            settings.put("tlsRootCert", rds.publicRootCertificate().toString());
        }
        List<String> options = LocalProgram.options(settings, folder);
        options.addAll(List.of("--connect-host", "127.0.0.1", "--connect-port", String.valueOf(tunnel.listenPort())));
        return LocalProgram.runBare(LocalProgram.words(options, command.split(" ")));
    }

    @Test
    void tablesAreReadFromAReader() throws IOException {
        Ended tables = run(rds.cluster(ID).reader(), "tables", ID, "sales", "--target", "reader");
        assertThat(tables.exit()).isZero();
        assertThat(tables.out()).contains("public.");
    }

    @Test
    void aTunnelToAReaderIsNoWayToTheWriter() throws IOException {
        Ended ended = run(rds.cluster(ID).reader(), "databases", ID, "--connect-timeout", "2s");
        assertThat(ended.exit()).isEqualTo(4);
        assertThat(ended.err())
                .contains(
                        "No member of the cluster took writes",
                        rds.cluster(ID).writer().host(),
                        "target=any");
    }

    private static Ended plain(String... command) throws IOException {
        List<String> options = LocalProgram.options(rds.settings(), folder);
        options.addAll(List.of("--discovery-timeout", "1m"));
        return LocalProgram.runBare(LocalProgram.words(options, command));
    }

    @Test
    void proxiesAreListedByWhatLeadsToThem() throws IOException {
        String host = rds.proxy(ID + "-proxy").endpoint().host();
        JsonNode proxies = plain("instances", "--filter", ID + "-proxy", "--format", "json")
                .json();
        assertThat(proxies).singleElement().satisfies(proxy -> {
            assertThat(proxy.path("kind").asText()).isEqualTo("proxy");
            assertThat(proxy.path("host").asText()).isEqualTo(host);
            assertThat(proxy.path("port").asInt()).isEqualTo(5432);
            assertThat(proxy.path("iamAuthentication").asBoolean()).isTrue();
            assertThat(proxy.path("arn").asText()).contains(":db-proxy:prx-");
        });
        assertThat(plain("instances", "--filter", ID).out())
                .contains(ID + "-proxy", " proxy ", "cluster of 3", " (writer)");
    }

    /** Optional means that nobody is told either. */
    @Test
    void whereProxiesAndClustersMayNotBeListedTheRestIs() throws IOException {
        rds.faults().deny("rds:DescribeDBProxies", "rds:DescribeDBClusters");
        try {
            Ended ended = plain("instances", "--filter", ID, "--format", "json");
            assertThat(ended.exit()).isZero();
            assertThat(ended.err()).isEmpty();
            assertThat(ended.json().findValuesAsText("kind"))
                    .contains("cluster", "instance")
                    .doesNotContain("proxy");
        } finally {
            rds.faults().clear();
        }
    }

    @Test
    void thatANameMeansTwoThingsIsSaidWhereItMatters() throws IOException {
        String arn = "arn:aws:rds:us-east-1:" + rds.accountId() + ":cluster:prod-checkout";
        assertThat(plain("instances", "--filter", "prod-checkout").err())
                .isEqualTo("prod-checkout names an instance and a cluster; alone it means the instance. The cluster is "
                        + arn + ".\n");
        assertThat(plain("instances", "--filter", "prod-ha").err()).isEmpty();
        for (String command : List.of("test", "databases", "doctor")) {
            Ended ended = plain(command, "prod-checkout", "--connect-host", "127.0.0.1", "--connect-port", "9");
            assertThat(ended.out() + ended.err()).as(command).contains("A cluster of this name exists too", arn);
        }
        assertThat(plain("databases", "prod-ha-instance-1", "--connect-host", "127.0.0.1", "--connect-port", "9")
                        .err())
                .doesNotContain("exists too");
    }

    @ParameterizedTest
    @CsvSource({"us-east-1,aws", "cn-north-1,aws-cn", "us-gov-west-1,aws-us-gov", "us-iso-east-1,aws-iso"})
    void thePolicyIsOfThePartition(String region, String partition) {
        assertThat(LocalProgram.runBare("policy", "--region", region).out())
                .contains("\"arn:" + partition + ":rds-db:*:*:dbuser:*/fourminds_iam_user\"");
    }
}
