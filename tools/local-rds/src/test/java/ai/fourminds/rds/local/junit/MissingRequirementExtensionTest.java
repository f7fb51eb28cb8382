package ai.fourminds.rds.local.junit;

import static org.assertj.core.api.Assertions.assertThat;

import ai.fourminds.rds.local.server.MissingRequirement;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;

/** Test classes that lack something, run by JUnit itself. */
class MissingRequirementExtensionTest {
    private static final String LACK = "MySQL needs the library %s; install it";

    @TempDir
    static Path folder;

    private static EngineExecutionResults run(Class<?> type) {
        return EngineTestKit.engine("junit-jupiter")
                .selectors(DiscoverySelectors.selectClass(type))
                .execute();
    }

    private static List<String> notes(Class<?> type) throws IOException {
        Path notes = folder.resolve(type.getSimpleName());
        return Files.exists(notes) ? Files.readAllLines(notes) : List.of();
    }

    private static List<String> lines(int tests, Class<?> type) {
        return Collections.nCopies(tests, LACK + "\t" + type.getName());
    }

    private static MissingRequirementExtension extension(Class<?> type) {
        return new MissingRequirementExtension(folder.resolve(type.getSimpleName()));
    }

    private static void lack() {
        throw new IllegalArgumentException("'prod-billing' is not there", new MissingRequirement(LACK));
    }

    /** Three engines, one of which this machine cannot run. */
    static class OneOfThree {
        @RegisterExtension
        static final MissingRequirementExtension EXTENSION = extension(OneOfThree.class);

        @ParameterizedTest
        @ValueSource(strings = {"prod-analytics", "prod-billing", "prod-orders"})
        void parametrised(String instance) {
            if (instance.equals("prod-billing")) {
                lack();
            }
        }

        @TestFactory
        Stream<DynamicTest> dynamic() {
            return Stream.of(
                    DynamicTest.dynamicTest("runs", () -> {}),
                    DynamicTest.dynamicTest("lacks", MissingRequirementExtensionTest::lack));
        }
    }

    @Test
    void theTestsThatLackItAreAbortedAndNotedAndTheOthersRun() throws IOException {
        run(OneOfThree.class)
                .testEvents()
                .assertStatistics(counts -> counts.started(5).succeeded(3).aborted(2));
        assertThat(notes(OneOfThree.class)).isEqualTo(lines(2, OneOfThree.class));
    }

    /** Cannot be set up at all. */
    static class BeforeAllTests {
        @RegisterExtension
        static final MissingRequirementExtension EXTENSION = extension(BeforeAllTests.class);

        @BeforeAll
        static void start() {
            lack();
        }

        @Test
        void first() {}

        @Test
        void second() {}
    }

    /** Of one instance, which cannot be made. */
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    static class OneInstance {
        @RegisterExtension
        static final MissingRequirementExtension EXTENSION = extension(OneInstance.class);

        OneInstance() throws IOException {
            throw new UncheckedIOException(new MissingRequirement(LACK));
        }

        @Test
        void first() {}

        @Test
        void second() {}
    }

    @ParameterizedTest
    @ValueSource(classes = {BeforeAllTests.class, OneInstance.class})
    void aClassThatCannotBeSetUpIsNotedWithAllItsTests(Class<?> type) throws IOException {
        run(type).allEvents().assertStatistics(counts -> counts.aborted(1).failed(0));
        assertThat(notes(type)).isEqualTo(lines(2, type));
    }

    /** What is wrong here is not that something is missing. */
    static class Failing {
        @RegisterExtension
        static final MissingRequirementExtension EXTENSION = extension(Failing.class);

        @Test
        void anotherReason() throws IOException {
            throw new IOException("MySQL needs the library libaio.so.1");
        }

        @Test
        void anAssertionAboutTheLack() {
            throw new AssertionError("expected another", new MissingRequirement(LACK));
        }
    }

    @Test
    void everyOtherFailureStaysOne() throws IOException {
        run(Failing.class)
                .testEvents()
                .assertStatistics(counts -> counts.failed(2).aborted(0));
        assertThat(notes(Failing.class)).isEmpty();
    }
}
