package ai.fourminds.rds.internal.connect;

import static org.assertj.core.api.Assertions.assertThat;

import ai.fourminds.rds.internal.connect.InstanceChoices.Listing;
import ai.fourminds.rds.internal.credentials.CredentialsMethods;
import ai.fourminds.rds.local.LocalRds;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a property sheet offers as instances, and what it must not do for that. */
class InstanceChoicesTest {

    private static final String URL = "jdbc:fourminds-rds:";
    private static final String DESCRIBE = "DescribeDBInstances";

    private static LocalRds cloud;

    private final SharedState shared = SharedState.of(
            new EnginePlugins(List.of(new RecordingPlugin())), CredentialsMethods.load(), Clock.systemUTC());

    @BeforeAll
    static void start() {
        cloud = LocalRds.builder().withoutDatabases().start();
    }

    @AfterAll
    static void stop() {
        cloud.close();
    }

    @AfterEach
    void clear() throws InterruptedException {
        cloud.faults().clear();
        joinListings();
    }

    private final InstanceChoices choices = new InstanceChoices(Clock.systemUTC(), Duration.ofMinutes(1));

    private Listing listing(String url, Map<String, String> properties) {
        return choices.of(shared, url, properties, Map.of());
    }

    private static void joinListings() throws InterruptedException {
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().startsWith("fourminds-rds-")) {
                thread.join(30_000);
                assertThat(thread.isAlive()).isFalse();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {URL, URL + "/sales", URL + "postgresql://{host}/{database}", URL + "half-written-"})
    void offersTheInstancesThatAPluginServes(String url) {
        assertThat(listing(url, cloud.settings()).ids())
                .contains("prod-reporting")
                .doesNotContain("prod-erp")
                .isSorted();
    }

    @Test
    void asksAwsOnceForManySheets() {
        listing(URL, cloud.settings());
        int calls = cloud.calls(DESCRIBE);
        assertThat(listing(URL + "x", cloud.settings()).ids()).isNotEmpty();
        assertThat(cloud.calls(DESCRIBE)).isEqualTo(calls);
    }

    @ParameterizedTest
    @ValueSource(strings = {URL + "?auth=access-keys", URL + "?auth=none", URL + "?regoin=x", URL + "p?connectPort=0"})
    void asksNobodyWhileSettingsAreIncompleteOrWrong(String url) {
        int calls = cloud.calls(DESCRIBE);
        Map<String, String> settings = new HashMap<>(cloud.settings());
        settings.keySet().removeAll(List.of("auth", "secretAccessKey"));
        assertThat(listing(url, settings)).isEqualTo(new Listing(List.of(), "the settings are not complete yet"));
        assertThat(cloud.calls(DESCRIBE)).isEqualTo(calls);
    }

    @Test
    void signsNobodyIn() {
        Map<String, String> cognito =
                cloud.settings(cloud.cognito().user(), cloud.cognito().secretClient());
        int calls = cloud.calls("InitiateAuth");
        assertThat(listing(URL, cognito).reason()).contains("before the first connect");
        assertThat(cloud.calls("InitiateAuth")).isEqualTo(calls);
    }

    @Test
    void usesTheSignInThatAConnectHasMade() throws Exception {
        Map<String, String> cognito =
                cloud.settings(cloud.cognito().user(), cloud.cognito().secretClient());
        FleetAccess.of(shared, Configuration.ofSettings(shared, cognito, Map.of()), null)
                .keys();
        int calls = cloud.calls("InitiateAuth");
        assertThat(listing(URL, cognito).ids()).contains("prod-reporting");
        assertThat(cloud.calls("InitiateAuth")).isEqualTo(calls);
    }

    @Test
    void saysWhatAwsAnsweredAndNoSecret() {
        Map<String, String> wrong = new HashMap<>(cloud.settings());
        wrong.put("secretAccessKey", "canary-S3cr3t");
        Listing listing = listing(URL, wrong);
        assertThat(listing.ids()).isEmpty();
        assertThat(listing.reason()).contains("Invalid Secret Access Key").doesNotContain("canary-S3cr3t", "\n");
    }

    @Test
    void anAwsThatDoesNotAnswerLeavesNoThreadBehind() throws InterruptedException {
        cloud.faults().delay(Duration.ofSeconds(3));
        InstanceChoices hasty = new InstanceChoices(Clock.systemUTC(), Duration.ofMillis(1));
        Listing listing = hasty.of(shared, URL, cloud.settings(), Map.of());
        assertThat(listing.ids()).isEmpty();
        assertThat(listing.reason()).contains("offered next time");
        joinListings();
    }

    @Test
    void whileAListingRunsASecondSheetDoesNotWaitForIt() throws InterruptedException {
        cloud.faults().delay(Duration.ofSeconds(3));
        Thread first = new Thread(() -> listing(URL, cloud.settings()));
        first.start();
        while (Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().equals("fourminds-rds-instance-choices"))) {
            Thread.onSpinWait();
        }
        assertThat(listing(URL, cloud.settings()).reason()).isEqualTo("AWS is being asked already");
        first.join();
    }
}
