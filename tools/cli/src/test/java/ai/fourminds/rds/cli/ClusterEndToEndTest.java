package ai.fourminds.rds.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ai.fourminds.rds.cli.LocalProgram.Ended;
import ai.fourminds.rds.local.DatabaseEngine;
import ai.fourminds.rds.local.LocalEndpoint;
import ai.fourminds.rds.local.LocalRds;
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
}
