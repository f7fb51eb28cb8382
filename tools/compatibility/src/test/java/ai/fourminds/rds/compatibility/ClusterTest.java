package ai.fourminds.rds.compatibility;

import static org.assertj.core.api.Assertions.assertThat;

import ai.fourminds.rds.local.DatabaseEngine;
import ai.fourminds.rds.local.LocalCluster;
import ai.fourminds.rds.local.LocalEndpoint;
import ai.fourminds.rds.local.LocalProxy;
import ai.fourminds.rds.local.LocalRds;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every way to name a cluster, a proxy or a name that leads to one, on every engine by every native driver: by the names that AWS
 * would announce, in a JVM that trusts the proxies' root as it trusts public ones; and through tunnels.
 */
class ClusterTest {

    private static final String REGION = "us-east-1";

    @TempDir
    private static Path folder;

    private static LocalRds rds;

    /** An engine and the native driver that speaks to it. */
    enum NativeDriver {
        POSTGRESQL("prod-cluster", ""),
        MYSQL("prod-shop-cluster", ""),
        MYSQL_BY_MARIADB("prod-shop-cluster", "&nativeDriver=mariadb");

        final String cluster;
        final String driver;

        NativeDriver(String cluster, String driver) {
            this.cluster = cluster;
            this.driver = driver;
        }

        String database() {
            return this == POSTGRESQL ? "sales" : "shop";
        }

        LocalCluster cluster() {
            return rds.cluster(cluster);
        }

        LocalProxy proxy() {
            return rds.proxy(cluster + "-proxy");
        }

        String url(String reference, String settings) {
            return "jdbc:fourminds-rds:" + reference + "/" + database() + "?region=" + REGION + driver + settings;
        }
    }

    @BeforeAll
    static void start() throws Exception {
        List<DatabaseEngine> engines = List.of(DatabaseEngine.POSTGRESQL, DatabaseEngine.MYSQL);
        rds = LocalRds.builder().engines(List.of()).clusters(engines).start();
        for (NativeDriver driver : List.of(NativeDriver.POSTGRESQL, NativeDriver.MYSQL)) {
            boolean postgres = driver == NativeDriver.POSTGRESQL;
            try (Connection admin = driver.cluster().writerInstance().adminConnection(driver.database());
                    Statement statement = admin.createStatement()) {
                statement.execute("CREATE TABLE notes (text VARCHAR(10))");
                statement.execute(
                        "GRANT ALL ON notes TO " + (postgres ? "fourminds_iam_user" : "'fourminds_iam_user'@'%'"));
            }
            rds.dns()
                    .cname(
                            driver.cluster + ".global-abc123.global.rds.amazonaws.com",
                            driver.cluster().writer().host())
                    .cname(driver.cluster + ".example.com", driver.cluster + ".corp.example.com")
                    .cname(
                            driver.cluster + ".corp.example.com",
                            driver.cluster().writer().host())
                    .cname(
                            driver.cluster + "-ro.example.com",
                            driver.cluster().reader().host())
                    .cname(
                            driver.cluster + "-proxy.example.com",
                            driver.proxy().endpoint().host());
        }
        trust();
    }

    /** The private root is RDS's, the public one the JVM's. */
    private static void trust() throws Exception {
        Files.copy(rds.rootCertificate(), folder.resolve("rds-roots.pem"));
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        try (var pem = Files.newInputStream(rds.publicRootCertificate());
                var out = Files.newOutputStream(folder.resolve("public.p12"))) {
            store.setCertificateEntry(
                    "public", CertificateFactory.getInstance("X.509").generateCertificate(pem));
            store.store(out, "changeit".toCharArray());
        }
    }

    @AfterAll
    static void stop() {
        rds.close();
    }

    @AfterEach
    void allIsWell() {
        rds.faults().clear();
    }

    /** The program in its JVM. */
    private static final class Program implements AutoCloseable {
        private final Process process;
        private final BufferedWriter in;
        private final BufferedReader out;

        Program() throws IOException {
            ProcessBuilder java = new ProcessBuilder(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "-Djdk.net.hosts.file=" + rds.dns().hostsFile(),
                    "-Dfourminds.rds.dns=127.0.0.1:" + rds.dns().address().getPort(),
                    "-Djavax.net.ssl.trustStore=" + folder.resolve("public.p12"),
                    "-Djavax.net.ssl.trustStorePassword=changeit",
                    "-cp",
                    System.getProperty("java.class.path"),
                    ClusterProgram.class.getName());
            java.environment().put("FOURMINDS_RDS_HOME", folder.toString());
            process = java.redirectError(ProcessBuilder.Redirect.INHERIT).start();
            in = new BufferedWriter(new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8));
            out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
            Map<String, String> settings = new HashMap<>(rds.settings());
            settings.remove("tlsRootCert");
            settings.put("connectTimeout", "30s");
            for (Map.Entry<String, String> setting : settings.entrySet()) {
                in.write(setting.getKey() + "=" + setting.getValue() + "\n");
            }
            in.write("\n");
        }

        void say(String line) throws IOException {
            in.write(line + "\n");
            in.flush();
        }

        String hear() throws IOException {
            return String.valueOf(out.readLine());
        }

        String ask(String line) throws IOException {
            say(line);
            return hear();
        }

        @Override
        public void close() throws IOException {
            in.close();
            process.destroy();
        }
    }

    private static Map<String, String> forms(NativeDriver driver) {
        LocalCluster cluster = driver.cluster();
        String arn = "arn:aws:rds:" + REGION + ":" + rds.accountId() + ":";
        Map<String, String> forms = new LinkedHashMap<>();
        forms.put(driver.url(driver.cluster, ""), "writer");
        forms.put(driver.url(driver.cluster, "&target=reader"), "reader");
        forms.put(driver.url(driver.cluster, "&target=any"), "writer");
        forms.put(driver.url(arn + "cluster:" + driver.cluster, ""), "writer");
        forms.put(driver.url(cluster.writer().host(), ""), "writer");
        forms.put(driver.url(cluster.writer().host(), "&target=reader"), "reader");
        forms.put(driver.url(cluster.reader().host(), ""), "reader");
        forms.put(driver.url(cluster.custom().host(), ""), "reader");
        forms.put(driver.url(cluster.custom().host(), "&target=writer"), "writer");
        forms.put(driver.url(cluster.writerInstance().identifier(), ""), "writer");
        forms.put(driver.url(cluster.writerInstance().host(), ""), "writer");
        forms.put(driver.url(driver.proxy().endpoint().host(), ""), "writer");
        forms.put(driver.url(driver.proxy().readOnlyEndpoint().orElseThrow().host(), ""), "reader");
        forms.put(driver.url(arn + "db-proxy:" + driver.proxy().resourceId(), ""), "writer");
        forms.put(driver.url(driver.cluster + ".global-abc123.global.rds.amazonaws.com", ""), "writer");
        forms.put(driver.url(driver.cluster + ".example.com", ""), "writer");
        forms.put(driver.url(driver.cluster + "-ro.example.com", ""), "reader");
        forms.put(driver.url(driver.cluster + "-proxy.example.com", ""), "writer");
        return forms;
    }

    @ParameterizedTest
    @EnumSource(NativeDriver.class)
    void everyFormConnectsByTheNamesThatAwsAnnounces(NativeDriver driver) throws IOException {
        try (Program program = new Program()) {
            for (Map.Entry<String, String> form : forms(driver).entrySet()) {
                assertThat(program.ask("connect " + form.getKey()))
                        .as(form.getKey())
                        .isEqualTo("answer " + form.getValue());
            }
        }
    }

    /** The policy that the guide shows: nobody may describe clusters, their endpoints and proxies. */
    @ParameterizedTest
    @EnumSource(NativeDriver.class)
    void everyFormThatNamesAnEndpointConnectsUnderTheGuidesOwnPolicy(NativeDriver driver) throws IOException {
        rds.faults().deny("rds:DescribeDBClusters", "rds:DescribeDBClusterEndpoints", "rds:DescribeDBProxies");
        String engine = driver == NativeDriver.POSTGRESQL ? "postgresql://" : "mysql://";
        try (Program program = new Program()) {
            for (Map.Entry<String, String> form : forms(driver).entrySet()) {
                String url = form.getKey().contains("proxy")
                        ? form.getKey().replace("jdbc:fourminds-rds:", "jdbc:fourminds-rds:" + engine)
                        : form.getKey();
                String answer = program.ask("connect " + url);
                assertThat(answer)
                        .as(url)
                        .satisfiesAnyOf(
                                said -> assertThat(said).isEqualTo("answer " + form.getValue()),
                                said -> assertThat(url + said).contains(":db-proxy:", "rds:DescribeDBProxies"));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(NativeDriver.class)
    void everyEndpointConnectsThroughATunnel(NativeDriver driver) throws IOException {
        LocalCluster cluster = driver.cluster();
        Map<String, LocalEndpoint> tunnels = new LinkedHashMap<>();
        tunnels.put(driver.cluster, cluster.writer());
        tunnels.put(cluster.reader().host(), cluster.reader());
        tunnels.put(cluster.custom().host(), cluster.custom());
        tunnels.put(driver.cluster + ".example.com", cluster.writer());
        tunnels.put(driver.cluster + ".global-abc123.global.rds.amazonaws.com", cluster.writer());
        tunnels.put(driver.proxy().endpoint().host(), driver.proxy().endpoint());
        try (Program program = new Program()) {
            for (Map.Entry<String, LocalEndpoint> tunnel : tunnels.entrySet()) {
                String url = driver.url(
                        tunnel.getKey(),
                        "&connectHost=127.0.0.1&connectPort="
                                + tunnel.getValue().listenPort());
                boolean reader = tunnel.getValue() == cluster.reader() || tunnel.getValue() == cluster.custom();
                assertThat(program.ask("connect " + url)).as(url).isEqualTo("answer " + (reader ? "reader" : "writer"));
            }
        }
    }

    /** Waits until somebody has written to the writer. */
    private static void awaitWrites(NativeDriver driver) throws Exception {
        try (Connection admin = driver.cluster().writerInstance().adminConnection(driver.database());
                Statement statement = admin.createStatement()) {
            long before = notes(statement);
            while (notes(statement) == before) {
                Thread.sleep(10);
            }
        }
    }

    private static long notes(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery("SELECT count(*) FROM notes")) {
            row.next();
            return row.getLong(1);
        }
    }

    /** DNS leads to the old writer for as long as the pool runs; the JVM keeps its answers besides. */
    @ParameterizedTest
    @EnumSource(NativeDriver.class)
    void aPoolWritesToTheNewWriterAfterAFailoverThoughDnsIsStale(NativeDriver driver) throws Exception {
        try (Program program = new Program()) {
            program.say("pool " + driver.url(driver.cluster, ""));
            assertThat(program.hear()).isEqualTo("writing");
            rds.faults().staleEndpoints(driver.cluster);
            long begun = System.nanoTime();
            driver.cluster().failover();
            long took = (System.nanoTime() - begun) / 1_000_000;
            awaitWrites(driver);
            String answer = program.ask("enough");
            System.out.println("failover " + driver + ": took " + took + " ms; " + answer);
            assertThat(answer).startsWith("answer written=");
            // No write was refused by a reader: connections to it were not handed out.
            assertThat(answer).doesNotContain("25006", "/1290", "/1836");
            assertThat(program.ask("connect " + driver.url(driver.cluster, ""))).isEqualTo("answer writer");
            assertThat(program.ask("connect " + driver.url(driver.cluster, "&target=any")))
                    .isEqualTo("answer reader");
        }
    }
}
