package ai.fourminds.rds.internal.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import ai.fourminds.rds.MovableClock;
import ai.fourminds.rds.failure.RdsFailure;
import ai.fourminds.rds.fleet.RdsInstance;
import ai.fourminds.rds.local.LocalRds;
import ai.fourminds.rds.local.principals.Principal;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What one identity knows of its instances, and when it asks AWS for it. */
class FleetAccessTest {

    private static final String ID = "prod-reporting";

    private static LocalRds cloud;

    private final MovableClock clock = new MovableClock(Instant.parse("2026-01-01T00:00:00Z"));
    private final CloudAccess access = new CloudAccess(clock);

    @BeforeAll
    static void start() {
        cloud = LocalRds.builder().withoutDatabases().start();
    }

    @AfterAll
    static void stop() {
        cloud.close();
    }

    @AfterEach
    void allIsWell() throws InterruptedException {
        cloud.faults().clear();
        CloudAccess.awaitCalls();
    }

    private RdsInstance find(String id) throws SQLException {
        Map<String, String> settings = new HashMap<>(cloud.settings());
        settings.put("discoveryTimeout", "8s");
        return access.instance(settings, id);
    }

    private static int calls() {
        return cloud.calls("DescribeDBInstances");
    }

    @Test
    void readsWhatRdsSays() throws SQLException {
        RdsInstance instance = find(ID);
        assertThat(instance.id()).isEqualTo(ID);
        assertThat(instance.arn()).isEqualTo("arn:aws:rds:us-east-1:" + cloud.accountId() + ":db:" + ID);
        assertThat(instance.resourceId()).startsWith("db-");
        assertThat(instance.endpoint()).isNotNull();
        assertThat(instance.region()).isEqualTo("us-east-1");
    }

    @Test
    void asksOnceWithinTheTimeToLiveAndInTheBackgroundAfterIt() throws Exception {
        int before = calls();
        RdsInstance first = find(ID);
        clock.advance(Duration.ofSeconds(59));
        assertThat(find(ID)).isSameAs(first);
        assertThat(calls()).isEqualTo(before + 1);
        clock.advance(Duration.ofSeconds(2));
        assertThat(find(ID)).isSameAs(first);
        CloudAccess.awaitCalls();
        assertThat(calls()).isEqualTo(before + 2);
        assertThat(find(ID)).isNotSameAs(first).isEqualTo(first);
    }

    @Test
    void manyCallersAtOnceMakeOneCall() throws Exception {
        int before = calls();
        cloud.faults().delay(Duration.ofMillis(300));
        ExecutorService pool = Executors.newFixedThreadPool(32);
        try {
            List<Future<RdsInstance>> answers = new ArrayList<>();
            for (int caller = 0; caller < 32; caller++) {
                answers.add(pool.submit(() -> find(ID)));
            }
            for (Future<RdsInstance> answer : answers) {
                assertThat(answer.get(20, TimeUnit.SECONDS).id()).isEqualTo(ID);
            }
        } finally {
            pool.shutdownNow();
        }
        assertThat(calls()).isEqualTo(before + 1);
    }

    @Test
    void anotherIdentityAsksForItself() throws SQLException {
        find(ID);
        int before = calls();
        access.instance(cloud.settings(cloud.addPrincipal(Principal.user("other"))), ID);
        assertThat(calls()).isEqualTo(before + 1);
    }

    @Test
    void anOldEntryServesForAsLongAsAwsThrottlesIsDownOrSilent() throws Exception {
        RdsInstance first = find(ID);
        clock.advance(Duration.ofHours(2));
        cloud.faults().throttleNext(50);
        assertThat(find(ID)).isSameAs(first);
        CloudAccess.awaitCalls();
        clock.advance(Duration.ofHours(2));
        cloud.faults().clear().awsDown();
        assertThat(find(ID)).isSameAs(first);
        CloudAccess.awaitCalls();
        clock.advance(Duration.ofHours(2));
        cloud.faults().clear().delay(Duration.ofSeconds(10));
        assertThat(find(ID)).isSameAs(first);
        CloudAccess.awaitCalls();
        assertThat(find(ID)).isSameAs(first);
    }

    @Test
    void anOldEntryDoesNotOutliveADenial() throws Exception {
        find(ID);
        clock.advance(Duration.ofMinutes(2));
        cloud.faults().deny("rds:DescribeDBInstances");
        find(ID);
        CloudAccess.awaitCalls();
        assertThatThrownBy(() -> find(ID)).hasMessageContaining("AccessDenied");
    }

    @Test
    void anUnknownInstanceBringsTheNearestNames() {
        Throwable failure = catchThrowable(() -> find("prod-reportin"));
        assertThat(failure)
                .isInstanceOf(SQLException.class)
                .hasMessageContainingAll(
                        "[prod-reportin]", "us-east-1", "nearest names", ID, "fourminds-rds instances");
        assertThat(((RdsFailure) failure).diagnosis().code()).isEqualTo("instance-not-found");
        assertThat(failure.getStackTrace())
                .anyMatch(frame -> frame.getClassName().equals(getClass().getName()));
    }

    @Test
    void listsEveryPageSorted() throws SQLException {
        FleetAccess fleet = access.fleet(cloud.settings());
        List<RdsInstance> instances = fleet.instances();
        assertThat(instances)
                .extracting(RdsInstance::id)
                .containsExactlyElementsOf(
                        cloud.instanceIdentifiers().stream().sorted().toList());
        assertThat(instances).hasSize(250).anySatisfy(instance -> {
            assertThat(instance.endpoint()).isNull();
            assertThat(instance.available()).isFalse();
        });
        assertThat(instances)
                .filteredOn(RdsInstance::supported)
                .extracting(RdsInstance::engine)
                .containsOnly("postgres", "aurora-postgresql");
    }
}
