package ai.fourminds.rds.internal.connect;

import static org.assertj.core.api.Assertions.assertThat;

import ai.fourminds.rds.fleet.ExaminationStep;
import ai.fourminds.rds.fleet.ExaminationStep.Status;
import ai.fourminds.rds.internal.credentials.CredentialsMethods;
import ai.fourminds.rds.internal.discovery.EnginePlugins;
import ai.fourminds.rds.local.LocalRds;
import ai.fourminds.rds.local.principals.Principal;
import java.net.ServerSocket;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Each prerequisite missing in turn, up to the login; the engine's side is examined with the engine's tests. */
class ExaminationTest {

    private static final String ID = "prod-reporting";

    private static LocalRds cloud;

    private final RecordingPlugin plugin = new RecordingPlugin();
    private final SharedState shared =
            SharedState.of(new EnginePlugins(List.of(plugin)), CredentialsMethods.load(), Clock.systemUTC());

    @BeforeAll
    static void start() {
        cloud = LocalRds.builder().withoutDatabases().start();
    }

    @AfterAll
    static void stop() {
        cloud.close();
    }

    private List<ExaminationStep> examine(String reference, Map<String, String> base, String... changes)
            throws SQLException {
        Map<String, String> settings = new HashMap<>(base);
        for (int index = 0; index < changes.length; index += 2) {
            settings.put(changes[index], changes[index + 1]);
        }
        List<ExaminationStep> heard = new ArrayList<>();
        List<ExaminationStep> steps = new Examination(
                        shared, Configuration.ofSettings(shared, settings, Map.of()), reference, "", heard::add)
                .run();
        assertThat(heard).isEqualTo(steps);
        return steps;
    }

    private static void assertFirstFailure(List<ExaminationStep> steps, String name, String... words) {
        assertThat(steps)
                .extracting(ExaminationStep::name)
                .containsExactly(
                        "settings",
                        "credentials",
                        "permission",
                        "instance",
                        "dns",
                        "tcp",
                        "tls",
                        "token",
                        "login",
                        "grants");
        ExaminationStep failed = steps.stream()
                .filter(step -> step.status() == Status.FAILED)
                .findFirst()
                .orElseThrow();
        assertThat(failed.name()).isEqualTo(name);
        assertThat(failed.detail() + " " + failed.remedy()).contains(words);
        assertThat(failed.remedy()).isNotEmpty();
        int at = steps.indexOf(failed);
        assertThat(steps.subList(0, at)).noneMatch(step -> step.status() != Status.OK);
        assertThat(steps.subList(at + 1, steps.size())).allMatch(step -> step.status() == Status.SKIPPED);
    }

    @Test
    void badInstanceNamesAndRootFilesAreSettings() throws SQLException {
        assertFirstFailure(examine("-x%s", cloud.settings()), "settings", "-x%s");
        assertFirstFailure(examine(ID, cloud.settings(), "tlsRootCert", "/no/such.pem"), "settings", "/no/such.pem");
    }

    @Test
    void wrongKeysAreCredentials() throws SQLException {
        assertFirstFailure(examine(ID, cloud.settings(), "secretAccessKey", "x"), "credentials", "Invalid Secret");
    }

    @Test
    void aDeniedDescribeIsPermissionAndAnUnknownInstanceToo() throws SQLException {
        Principal denied = cloud.addPrincipal(Principal.user("examined").withoutDescribe());
        assertFirstFailure(examine(ID, cloud.settings(denied)), "permission", "rds:DescribeDBInstances");
        assertFirstFailure(examine("prod-reportin", cloud.settings()), "permission", ID);
    }

    @Test
    void anEngineOrStateThatCannotWorkIsTheInstance() throws SQLException {
        assertFirstFailure(examine("prod-erp", cloud.settings()), "instance", "oracle-ee");
        assertFirstFailure(examine("prod-analytics-next", cloud.settings()), "instance", "creating");
    }

    @Test
    void aNameThatDoesNotResolveIsDns() throws SQLException {
        assertFirstFailure(
                examine(ID, cloud.settings(), "connectHost", "no-such-host.invalid"), "dns", "no-such-host.invalid");
    }

    @Test
    void aClosedPortIsTcp() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        assertFirstFailure(
                examine(ID, cloud.settings(), "connectHost", "127.0.0.1", "connectPort", "" + port),
                "tcp",
                "Connection refused",
                "tunnel");
    }

    @Test
    void whatFailsBeforeACertificateWasVerifiedIsTls() throws Exception {
        try (ServerSocket listening = new ServerSocket(0)) {
            plugin.failures.add(new SQLException("x", "08001", new javax.net.ssl.SSLHandshakeException("no")));
            assertFirstFailure(
                    examine(
                            ID,
                            cloud.settings(),
                            "connectHost",
                            "127.0.0.1",
                            "connectPort",
                            "" + listening.getLocalPort()),
                    "tls",
                    "SSL error connecting to RDS");
        }
    }
}
