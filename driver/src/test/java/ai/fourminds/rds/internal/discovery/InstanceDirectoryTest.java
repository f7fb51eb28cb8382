package ai.fourminds.rds.internal.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import ai.fourminds.rds.MovableClock;
import ai.fourminds.rds.credentials.AwsKeys;
import ai.fourminds.rds.failure.RdsFailure;
import ai.fourminds.rds.fleet.RdsInstance;
import ai.fourminds.rds.internal.aws.AwsSession;
import ai.fourminds.rds.internal.credentials.Identity;
import ai.fourminds.rds.local.LocalRds;
import ai.fourminds.rds.local.Principal;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class InstanceDirectoryTest {

    private static final Duration TTL = Duration.ofSeconds(60);
    private static final String ID = "prod-reporting";

    private static LocalRds cloud;

    private final MovableClock clock = new MovableClock(Instant.parse("2026-01-01T00:00:00Z"));
    private final InstanceDirectory directory = new InstanceDirectory(clock, Set.of("postgres"));
    private final Identity identity = new Identity("access-keys", Map.of(), cloud.region(), cloud.endpointUrl());

    @BeforeAll
    static void start() {
        cloud = LocalRds.builder().withoutDatabases().start();
    }

    @AfterAll
    static void stop() {
        cloud.close();
    }

    @AfterEach
    void allIsWell() {
        cloud.faults().clear();
    }

    private static AwsSession session(Principal who) {
        AwsKeys keys = new AwsKeys(who.accessKeyId(), who.secretAccessKey(), who.sessionToken(), who.expiresAt());
        return new AwsSession("access-keys", keys, cloud.region(), cloud.endpointUrl(), Duration.ofSeconds(15));
    }

    private RdsInstance find(String id) throws SQLException {
        return directory.find(identity, session(cloud.principal()), id, TTL);
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
    void asksOnceWithinTheTimeToLive() throws SQLException {
        int before = calls();
        RdsInstance first = find(ID);
        clock.advance(Duration.ofSeconds(59));
        assertThat(find(ID)).isSameAs(first);
        assertThat(calls()).isEqualTo(before + 1);
        clock.advance(Duration.ofSeconds(2));
        find(ID);
        assertThat(calls()).isEqualTo(before + 2);
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
        Identity other =
                new Identity("access-keys", Map.of("accessKeyId", "other"), cloud.region(), cloud.endpointUrl());
        directory.find(other, session(cloud.principal()), ID, TTL);
        assertThat(calls()).isEqualTo(before + 1);
    }

    @Test
    void anOldEntryStandsInWhileAwsThrottles() throws SQLException {
        RdsInstance first = find(ID);
        clock.advance(Duration.ofMinutes(14));
        cloud.faults().throttleNext(50);
        assertThat(find(ID)).isEqualTo(first);
    }

    @Test
    void aTooOldEntryDoesNot() throws SQLException {
        find(ID);
        clock.advance(Duration.ofMinutes(16));
        cloud.faults().throttleNext(50);
        assertThatThrownBy(() -> find(ID)).hasMessageContaining("throttling");
    }

    @Test
    void anOldEntryDoesNotStandInForADenial() throws SQLException {
        find(ID);
        clock.advance(Duration.ofMinutes(2));
        Principal denied = cloud.addPrincipal(Principal.user("denied").withoutDescribe());
        assertThatThrownBy(() -> directory.find(identity, session(denied), ID, TTL))
                .hasMessageContaining("AccessDenied");
    }

    @Test
    void anUnknownInstanceBringsTheNearestNames() {
        Throwable failure = catchThrowable(() -> find("prod-reportin"));
        assertThat(failure)
                .isInstanceOf(SQLException.class)
                .hasMessageContainingAll(
                        "[prod-reportin]", "us-east-1", "nearest names", ID, "fourminds-rds instances");
        assertThat(((RdsFailure) failure).diagnosis().code()).isEqualTo("instance-not-found");
    }

    @Test
    void listsEveryPageSorted() throws SQLException {
        List<RdsInstance> instances = directory.list(session(cloud.principal()));
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
                .containsOnly("postgres");
    }
}
