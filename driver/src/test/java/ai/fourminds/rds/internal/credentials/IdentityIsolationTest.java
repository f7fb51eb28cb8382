package ai.fourminds.rds.internal.credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.fourminds.rds.credentials.AwsKeys;
import ai.fourminds.rds.credentials.CredentialsContext;
import ai.fourminds.rds.credentials.CredentialsMethod;
import ai.fourminds.rds.internal.connect.CloudAccess;
import ai.fourminds.rds.local.LocalRds;
import ai.fourminds.rds.local.principals.Principal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Identities in one JVM, and a method that somebody else wrote. */
class IdentityIsolationTest {

    private static LocalRds cloud;

    private final CloudAccess access = new CloudAccess(Clock.systemUTC());

    @BeforeAll
    static void start() {
        cloud = LocalRds.builder().withoutDatabases().start();
    }

    @AfterAll
    static void stop() {
        cloud.close();
    }

    @Test
    void oneIdentityNeverGetsWhatAnotherLookedUp() throws SQLException {
        Principal allowed = cloud.addPrincipal(Principal.user("allowed"));
        Principal denied = cloud.addPrincipal(Principal.user("denied").withoutDescribe());
        assertThat(access.instance(cloud.settings(allowed), "prod-reporting").id())
                .isEqualTo("prod-reporting");
        assertThatThrownBy(() -> access.instance(cloud.settings(denied), "prod-reporting"))
                .hasMessageContaining("AccessDenied");
    }

    @Test
    void callersAtTheSameTimeAreWhoTheySayTheyAre() throws Exception {
        List<Principal> principals = new ArrayList<>();
        for (int index = 0; index < 8; index++) {
            principals.add(cloud.addPrincipal(Principal.user("caller-" + index)));
        }
        ExecutorService pool = Executors.newFixedThreadPool(16);
        try {
            Map<Future<String>, Principal> answers = new HashMap<>();
            for (int round = 0; round < 64; round++) {
                Principal who = principals.get(round % principals.size());
                answers.put(pool.submit(() -> access.caller(cloud.settings(who)).arn()), who);
            }
            for (Map.Entry<Future<String>, Principal> answer : answers.entrySet()) {
                assertThat(answer.getKey().get(60, TimeUnit.SECONDS))
                        .isEqualTo(answer.getValue().arn());
            }
        } finally {
            pool.shutdownNow();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'[profile x]|region us-east-1',line 2",
        "'[default]|use_fips_endpoint = yes',use_fips_endpoint",
        "'[default]|retry_mode = often',often"
    })
    void awsFilesThatCannotBeReadAreNoCaptivePortal(String content, String words, @TempDir Path folder)
            throws IOException {
        Path config = Files.writeString(folder.resolve("config"), content.replace('|', '\n') + "\n");
        System.setProperty("aws.configFile", config.toString());
        try {
            assertThatThrownBy(() -> access.caller(cloud.settings()))
                    .hasMessageContainingAll("AWS configuration cannot be used", words, config.toString());
        } finally {
            System.clearProperty("aws.configFile");
        }
    }

    @Test
    void aMethodOnTheClassPathIsChosenByItsName() throws SQLException {
        Map<String, String> settings = new HashMap<>(cloud.settings());
        settings.put("auth", "test-vault");
        settings.put("vaultKeyId", settings.remove("accessKeyId"));
        settings.put("vaultSecret", settings.remove("secretAccessKey"));
        assertThat(access.caller(settings).arn()).isEqualTo(cloud.principal().arn());
    }

    /** A third party's method; named in META-INF/services. */
    public static final class VaultMethod implements CredentialsMethod {

        @Override
        public String name() {
            return "test-vault";
        }

        @Override
        public Set<String> settings() {
            return Set.of("vaultKeyId", "vaultSecret");
        }

        @Override
        public AwsKeys obtain(CredentialsContext context) {
            return new AwsKeys(
                    context.setting("vaultKeyId").orElseThrow(),
                    context.setting("vaultSecret").orElseThrow(),
                    null,
                    null);
        }
    }
}
