package ai.fourminds.rds.cli;

import static ai.fourminds.rds.cli.FailureCloud.RDS;
import static ai.fourminds.rds.cli.FailureCloud.settingsOf;
import static ai.fourminds.rds.cli.FailureCloud.sound;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ai.fourminds.rds.cli.ToxicProxy.Toxic;
import ai.fourminds.rds.failure.FailureKind;
import ai.fourminds.rds.failure.RdsFailure;
import ai.fourminds.rds.local.principals.Principal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the network may do at each hop, and what a connect, a query and an export make of it. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ResilienceTest {

    private static final Map<EngineCase, SilentExport> SILENT = new EnumMap<>(EngineCase.class);

    @TempDir
    static Path folder;

    /** What waits longest begins first and is looked at last. */
    @BeforeAll
    static void exportIntoSilence() throws Exception {
        for (EngineCase engineCase : List.of(EngineCase.POSTGRESQL, EngineCase.MARIADB, EngineCase.MYSQL)) {
            if (FailureCloud.runs(engineCase)) {
                SILENT.put(engineCase, SilentExport.start(engineCase, folder.resolve(engineCase.name())));
            }
        }
        for (SilentExport export : SILENT.values()) {
            export.awaitSilence();
        }
    }

    @AfterAll
    static void endOfSilence() throws Exception {
        for (SilentExport export : SILENT.values()) {
            export.close();
        }
    }

    @AfterEach
    void allIsWell() {
        RDS.faults().clear();
    }

    private static ToxicProxy before(EngineCase engineCase, Toxic toxic) {
        return new ToxicProxy(RDS.instance(engineCase.instance).listenPort(), toxic);
    }

    private static ToxicProxy beforeAws(Toxic toxic) {
        return new ToxicProxy(RDS.endpointUrl().getPort(), toxic);
    }

    /** Of an identity of its own, so that nothing cached helps. */
    private static Trouble newcomer(EngineCase engineCase) {
        Principal newcomer = Principal.user("newcomer")
                .withConnect("arn:aws:rds-db:*:" + RDS.accountId() + ":dbuser:*/" + FailureCloud.USER);
        return sound(engineCase).as(settingsOf(newcomer));
    }

    private static RdsFailure failure(Trouble trouble) {
        SQLException failure = catchThrowableOfType(
                SQLException.class, () -> FailureCloud.connect(trouble).close());
        assertThat((Throwable) failure).isInstanceOf(RdsFailure.class);
        return (RdsFailure) failure;
    }

    private static void assertAnswers(Trouble trouble) throws SQLException {
        try (Connection connection = FailureCloud.connect(trouble)) {
            assertThat(connection.isValid(10)).isTrue();
        }
    }

    static Stream<Toxic> slowness() {
        return Stream.of(Toxic.slices(), Toxic.latency(10), Toxic.bandwidth(512, 2));
    }

    @ParameterizedTest
    @MethodSource("slowness")
    void aSlowOrSlicedWayToTheDatabaseIsAWay(Toxic toxic) throws Exception {
        EngineCases.each(engineCase -> {
            try (ToxicProxy proxy = before(engineCase, toxic)) {
                assertAnswers(sound(engineCase).dialling(proxy.port()));
            }
        });
    }

    /** Nothing, greeting, TLS's first flight, its end: the server's side of a login takes some 2,500 bytes. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 60, 700, 1_500})
    void aResetAnywhereBeforeTheEndOfTheLoginIsSaidToBeTheNetworks(int bytes) throws Exception {
        EngineCases.each(engineCase -> {
            try (ToxicProxy proxy = before(engineCase, Toxic.resetAfter(bytes))) {
                RdsFailure failure = failure(sound(engineCase).dialling(proxy.port()));
                assertThat(failure.diagnosis().kind())
                        .as(failure.diagnosis().message())
                        .isEqualTo(FailureKind.NETWORK);
                assertThat(failure.diagnosis().code()).isEqualTo("connection-lost");
            }
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 60, 700, 1_500})
    void silenceAnywhereBeforeTheEndOfTheLoginEndsWithConnectTimeout(int bytes) throws Exception {
        EngineCases.each(engineCase -> {
            assertAnswers(sound(engineCase));
            try (ToxicProxy proxy = before(engineCase, Toxic.silenceAfter(bytes))) {
                RdsFailure failure =
                        failure(sound(engineCase).dialling(proxy.port()).with("connectTimeout", "1500ms"));
                assertThat(failure.diagnosis().code()).isEqualTo("server-silent");
            }
        });
    }

    @Test
    void bytesThatDripDoNotStretchConnectTimeout() throws Exception {
        EngineCases.each(engineCase -> {
            assertAnswers(sound(engineCase));
            try (ToxicProxy proxy = before(engineCase, Toxic.bandwidth(1, 50))) {
                RdsFailure failure =
                        failure(sound(engineCase).dialling(proxy.port()).with("connectTimeout", "1500ms"));
                assertThat(failure.diagnosis().code()).isEqualTo("server-silent");
            }
        });
    }

    @Test
    void aSlowOrSlicedWayToAwsIsAWay() throws Exception {
        for (Toxic toxic : List.of(Toxic.slices(), Toxic.latency(20), Toxic.bandwidth(256, 1))) {
            try (ToxicProxy proxy = beforeAws(toxic)) {
                assertAnswers(newcomer(EngineCase.POSTGRESQL).with("endpointUrl", "http://127.0.0.1:" + proxy.port()));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 10, 1_000})
    void awsThatBreaksOffOrFallsSilentIsNamed(int bytes) throws Exception {
        try (ToxicProxy proxy = beforeAws(Toxic.resetAfter(bytes))) {
            Trouble trouble = newcomer(EngineCase.POSTGRESQL).with("endpointUrl", "http://127.0.0.1:" + proxy.port());
            assertThat(failure(trouble).diagnosis().code()).isIn("aws-unreachable", "aws-answer-unreadable");
            proxy.with(Toxic.silenceAfter(bytes));
            assertThat(failure(trouble.with("discoveryTimeout", "200ms"))
                            .diagnosis()
                            .code())
                    .isEqualTo("aws-timeout");
        }
    }

    @Test
    void anOldAnswerServesWhileAwsThrottlesOrIsAway() throws Exception {
        Trouble trouble = newcomer(EngineCase.POSTGRESQL).with("discoveryCacheTtl", "1ms");
        assertAnswers(trouble);
        int calls = RDS.calls("DescribeDBInstances");
        RDS.faults().throttleNext(1_000);
        // Nobody waits for it: AWS is asked in the background, seconds after the last time.
        while (RDS.calls("DescribeDBInstances") == calls) {
            assertAnswers(trouble);
        }
        assertAnswers(trouble);
    }

    @ParameterizedTest
    @EnumSource(EngineCase.class)
    void anInstanceThatMovedIsFoundAgainWithoutARestart(EngineCase engineCase) throws Exception {
        Trouble trouble = newcomer(engineCase);
        RDS.faults()
                .endpoint(engineCase.instance, RDS.instance(engineCase.instance).host(), FailureCloud.closedPort());
        assertThat(failure(trouble).diagnosis().code()).isEqualTo("connection-refused");
        RDS.faults().clear();
        assertAnswers(trouble);
    }

    @Test
    void sixtyFourConnectsAtOnceAskAwsOnce() throws Exception {
        Trouble trouble = newcomer(EngineCase.POSTGRESQL);
        int calls = RDS.calls("DescribeDBInstances");
        CountDownLatch start = new CountDownLatch(1);
        ExecutorService pool = Executors.newFixedThreadPool(64);
        List<Future<Boolean>> answers = new ArrayList<>();
        try {
            for (int thread = 0; thread < 64; thread++) {
                answers.add(pool.submit(() -> {
                    start.await();
                    try (Connection connection = FailureCloud.connect(trouble)) {
                        return connection.isValid(30);
                    }
                }));
            }
            start.countDown();
            for (Future<Boolean> answer : answers) {
                assertThat(answer.get(60, TimeUnit.SECONDS)).isTrue();
            }
        } finally {
            pool.shutdownNow();
        }
        assertThat(RDS.calls("DescribeDBInstances")).isEqualTo(calls + 1);
    }

    @ParameterizedTest
    @EnumSource(EngineCase.class)
    void aResetInTheMiddleOfAQueryIsTheNativeDriversSqlException(EngineCase engineCase) throws Exception {
        try (ToxicProxy proxy = before(engineCase, Toxic.NONE);
                Connection connection = FailureCloud.connect(sound(engineCase).dialling(proxy.port()));
                Statement statement = connection.createStatement()) {
            proxy.with(Toxic.resetAfter(0));
            assertThat((Throwable) catchThrowableOfType(SQLException.class, () -> statement.executeQuery("SELECT 1")))
                    .isNotNull();
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = EngineCase.class,
            names = {"POSTGRESQL", "MARIADB", "MYSQL"})
    @Order(Integer.MAX_VALUE)
    void anExportThatFallsSilentEndsByOurOwnClock(EngineCase engineCase) throws Exception {
        assertThat(RDS.instance(engineCase.instance).identifier()).isEqualTo(engineCase.instance);
        SILENT.get(engineCase).assertTimedOut();
    }
}
