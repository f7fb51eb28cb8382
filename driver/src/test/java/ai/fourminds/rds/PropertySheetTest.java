package ai.fourminds.rds;

import static org.assertj.core.api.Assertions.assertThat;

import ai.fourminds.rds.internal.connect.CloudAccess;
import ai.fourminds.rds.internal.connect.SharedState;
import ai.fourminds.rds.local.LocalRds;
import java.sql.DriverPropertyInfo;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a property sheet offers as instances, and what it must not do for that. */
class PropertySheetTest {

    private static final String URL = "jdbc:fourminds-rds:";
    private static final String DESCRIBE = "DescribeDBInstances";

    private static LocalRds cloud;

    private final CloudAccess access = new CloudAccess(Clock.systemUTC());
    private final SharedState shared = access.shared();

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
        CloudAccess.awaitCalls();
    }

    private DriverPropertyInfo row(String url, Map<String, String> properties, Duration listLimit) {
        return Arrays.stream(new PropertySheet(shared, listLimit, url, properties, Map.of()).rows())
                .filter(info -> info.name.equals("instance"))
                .findFirst()
                .orElseThrow();
    }

    private DriverPropertyInfo row(String url, Map<String, String> properties) {
        return row(url, properties, Duration.ofMinutes(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {URL, URL + "/sales", URL + "postgresql://{host}/{database}", URL + "half-written-"})
    void offersTheInstancesThatAPluginServes(String url) {
        assertThat(List.of(row(url, cloud.settings()).choices))
                .contains("prod-reporting")
                .doesNotContain("prod-erp")
                .isSorted();
    }

    @Test
    void namesMayBeInAnyCaseAndAnEmptyPropertyHidesNothing() {
        String url = URL + "prod?ROLEARN=arn:aws:iam::123456789012:role/r&tlsmode=verify-ca&user=ann";
        Map<String, DriverPropertyInfo> rows = Arrays.stream(
                        new PropertySheet(shared, Duration.ofMinutes(1), url, Map.of("user", ""), Map.of()).rows())
                .collect(Collectors.toMap(info -> info.name, info -> info));
        assertThat(rows.get("roleArn").value).isEqualTo("arn:aws:iam::123456789012:role/r");
        assertThat(rows.get("roleArn").required).isTrue();
        assertThat(rows.get("tlsMode").value).isNull();
        assertThat(rows.get("user").value).isEqualTo("ann");
    }

    @Test
    void asksAwsOnceForManySheets() {
        row(URL, cloud.settings());
        int calls = cloud.calls(DESCRIBE);
        assertThat(row(URL + "x", cloud.settings()).choices).isNotEmpty();
        assertThat(cloud.calls(DESCRIBE)).isEqualTo(calls);
    }

    @ParameterizedTest
    @ValueSource(strings = {URL + "?auth=access-keys", URL + "?auth=none", URL + "?regoin=x", URL + "p?connectPort=0"})
    void asksNobodyWhileSettingsAreIncompleteOrWrong(String url) {
        int calls = cloud.calls(DESCRIBE);
        Map<String, String> settings = new HashMap<>(cloud.settings());
        settings.keySet().removeAll(List.of("auth", "secretAccessKey"));
        DriverPropertyInfo row = row(url, settings);
        assertThat(row.choices).isNull();
        assertThat(row.description).contains("once the settings are complete");
        assertThat(cloud.calls(DESCRIBE)).isEqualTo(calls);
    }

    @Test
    void signsNobodyIn() {
        Map<String, String> cognito =
                cloud.settings(cloud.cognito().user(), cloud.cognito().secretClient());
        int calls = cloud.calls("InitiateAuth");
        assertThat(row(URL, cognito).choices).isNull();
        assertThat(cloud.calls("InitiateAuth")).isEqualTo(calls);
    }

    @Test
    void usesTheSignInThatAConnectHasMade() throws Exception {
        Map<String, String> cognito = new HashMap<>(
                cloud.settings(cloud.cognito().user(), cloud.cognito().secretClient()));
        cognito.put("discoveryTimeout", "60s");
        access.caller(cognito);
        int calls = cloud.calls("InitiateAuth");
        assertThat(row(URL, cognito).choices).contains("prod-reporting");
        assertThat(cloud.calls("InitiateAuth")).isEqualTo(calls);
    }

    @Test
    void saysWhatAwsAnsweredAndNoSecret() {
        Map<String, String> wrong = new HashMap<>(cloud.settings());
        wrong.put("secretAccessKey", "canary-S3cr3t");
        DriverPropertyInfo row = row(URL, wrong);
        assertThat(row.choices).isNull();
        assertThat(row.description)
                .contains("Not listed", "Invalid Secret Access Key")
                .doesNotContain("canary-S3cr3t", "\n");
    }

    @Test
    void whatComesTooLateForOneSheetIsThereForTheNextAndLeavesNoThreadBehind() throws InterruptedException {
        cloud.faults().delay(Duration.ofSeconds(1));
        assertThat(row(URL, cloud.settings(), Duration.ofMillis(1)).description).contains("did not answer");
        CloudAccess.awaitCalls();
        assertThat(row(URL, cloud.settings(), Duration.ofMillis(1)).choices).contains("prod-reporting");
    }
}
