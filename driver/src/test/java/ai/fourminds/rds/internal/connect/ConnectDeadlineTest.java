package ai.fourminds.rds.internal.connect;

import static org.assertj.core.api.Assertions.assertThat;

import ai.fourminds.rds.failure.RdsFailure;
import ai.fourminds.rds.local.principals.Role;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Whatever hangs, a connect ends by its limit, for the first caller and for those who wait with it, and at once when interrupted. */
class ConnectDeadlineTest extends ConnectStage {

    /** Three callers at once, and one that comes when the first have gone. */
    private void assertAllEndInTime(Map<String, String> settings, String... words) throws Exception {
        List<CompletableFuture<Throwable>> first = new ArrayList<>();
        for (int caller = 0; caller < 3; caller++) {
            first.add(CompletableFuture.supplyAsync(() -> timed(settings), task -> new Thread(task).start()));
        }
        for (CompletableFuture<Throwable> failure : first) {
            assertThat(failure.get()).isInstanceOf(RdsFailure.class).hasMessageContainingAll(words);
        }
        assertThat(timed(settings)).isInstanceOf(RdsFailure.class).hasMessageContainingAll(words);
        assertInterruptible(settings);
    }

    /** Generous for a machine that does other things as well; what hangs here hangs for eight seconds and more. */
    private Throwable timed(Map<String, String> settings) {
        long begun = System.nanoTime();
        Throwable failure = connect(settings);
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(LIMIT.plusSeconds(4));
        return failure;
    }

    private void assertInterruptible(Map<String, String> settings) {
        Thread.currentThread().interrupt();
        Throwable failure = connect(settings);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(failure).isInstanceOf(RdsFailure.class).hasMessageContaining("interrupted");
    }

    @Test
    void theRdsApi() throws Exception {
        cloud.faults().delay(Duration.ofHours(1));
        assertAllEndInTime(
                cloud.settings(),
                "did not answer rds:DescribeDBInstances within 1000 ms",
                "Endpoint: " + cloud.endpointUrl(),
                "connectTimeout");
    }

    @Test
    void anEndpointOfTheEnvironmentOrTheProfileIsNamed() throws Exception {
        String words = "Endpoint: " + cloud.endpointUrl() + " (AWS_ENDPOINT_URL* or the profile's endpoint_url).";
        Map<String, String> settings = new HashMap<>(cloud.settings());
        settings.remove("endpointUrl");
        cloud.faults().delay(Duration.ofHours(1));
        set("aws.endpointUrlRds", cloud.endpointUrl().toString().replace("//", "//ann:canary@"));
        assertThat(connect(settings)).hasMessageContainingAll("within 1000 ms", words);
        System.clearProperty("aws.endpointUrlRds");
        Files.writeString(folder.resolve("config"), "[default]\nendpoint_url = " + cloud.endpointUrl() + "\n");
        assertThat(connect(settings)).hasMessageContainingAll("within 1000 ms", words);
    }

    @Test
    void anEndpointOfTheEnvironmentIsNamedForCredentialsToo() {
        Map<String, String> settings = new HashMap<>(cloud.settings(cloud.addRole(Role.named("reader"))));
        settings.remove("endpointUrl");
        set("aws.accessKeyId", cloud.principal().accessKeyId());
        set("aws.secretAccessKey", cloud.principal().secretAccessKey());
        set("aws.endpointUrlSts", cloud.endpointUrl().toString());
        cloud.faults().delay(Duration.ofHours(1));
        assertThat(connect(settings))
                .hasMessageContainingAll(
                        "No AWS credentials (auth=iam-role) came within 1000 ms.",
                        "Endpoint: " + cloud.endpointUrl() + " (AWS_ENDPOINT_URL* or the profile's endpoint_url).");
    }

    @Test
    void sts() throws Exception {
        Role role = cloud.addRole(Role.named("reader"));
        Map<String, String> settings = cloud.settings(role);
        set("aws.accessKeyId", cloud.principal().accessKeyId());
        set("aws.secretAccessKey", cloud.principal().secretAccessKey());
        cloud.faults().delay(Duration.ofHours(1));
        assertAllEndInTime(settings, "No AWS credentials (auth=iam-role) came within 1000 ms");
    }

    @Test
    void cognito() throws Exception {
        cloud.faults().delay(Duration.ofHours(1));
        assertAllEndInTime(
                cloud.settings(cloud.cognito().user(), cloud.cognito().secretClient()),
                "No AWS credentials (auth=cognito) came within 1000 ms");
    }

    @Test
    void aCredentialProcess() throws Exception {
        Files.writeString(folder.resolve("config"), "[profile slow]\ncredential_process = sleep 8\n");
        Map<String, String> settings = new HashMap<>(cloud.settings());
        settings.keySet().removeIf(name -> name.startsWith("access") || name.startsWith("secret"));
        settings.put("auth", "profile");
        settings.put("awsProfile", "slow");
        assertAllEndInTime(settings, "No AWS credentials (auth=profile) came within 1000 ms");
    }

    /** A file that nobody writes: whoever opens it waits. */
    private static void pipe(Path file) throws Exception {
        assertThat(new ProcessBuilder("mkfifo", "-m", "600", file.toString())
                        .start()
                        .waitFor())
                .isZero();
    }

    /** Lets go whoever waits for the file, which is gone then. */
    private static void release(Path file) throws IOException {
        try (RandomAccessFile writer = new RandomAccessFile(file.toFile(), "rw")) {
            assertThat(writer.getFD().valid()).isTrue();
            Files.delete(file);
        }
    }

    @Test
    void theFileOfSavedConnections() throws Exception {
        environment = Map.of("FOURMINDS_RDS_HOME", folder.toString());
        Path saved = folder.resolve("connections");
        pipe(saved);
        try {
            assertAllEndInTime(Map.of("connection", "work"), "it was not read within 1000 ms", "FOURMINDS_RDS_HOME");
        } finally {
            release(saved);
        }
    }

    /** The JDK resolves names from a file of ours, which hangs, in a JVM of its own. */
    @Test
    void theNameSystem() throws Exception {
        Path hosts = folder.resolve("hosts");
        pipe(hosts);
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Djdk.net.hosts.file=" + hosts,
                        "-cp",
                        System.getProperty("java.class.path"),
                        SilentResolver.class.getName())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        assertThat(said)
                .contains("Could not resolve RDS endpoint hostname db.example.com", "resolver did not answer", "DNS");
    }

    @Test
    void theMetadataServiceThatIsAskedForTheRegion() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            set("aws.disableEc2Metadata", "false");
            set(METADATA, "http://127.0.0.1:" + silent.getLocalPort());
            Map<String, String> settings = new HashMap<>(cloud.settings());
            settings.remove("region");
            assertAllEndInTime(settings, "The AWS region of the instance is not known");
            Files.writeString(folder.resolve("config"), "[default]\nregion = us-east-1\n");
            release.countDown();
            settings.put("connectTimeout", "60s");
            assertThat(connect(settings)).isNull();
        }
    }

    @Test
    void theNativeDriverWhoseConnectionIsClosedWhenItComesTooLate() throws Exception {
        assertAllEndInTime(cloud.settings(), "accepted the connection and did not answer within 1000 ms");
        release.countDown();
        assertThat(closed.get(20, TimeUnit.SECONDS)).isEqualTo("close");
    }

    /** Linux leaves those unanswered who come when the queue of a listening socket is full. */
    @Test
    void theNativeDriverThatDialsWithoutALimit() throws Exception {
        try (ServerSocket busy = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Socket one = new Socket(InetAddress.getLoopbackAddress(), busy.getLocalPort());
                Socket two = new Socket(InetAddress.getLoopbackAddress(), busy.getLocalPort())) {
            assertThat(one.isConnected() && two.isConnected()).isTrue();
            busyPort = busy.getLocalPort();
            assertAllEndInTime(cloud.settings(), "Connection timed out after 1000 ms");
        }
    }
}
