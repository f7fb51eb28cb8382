package ai.fourminds.rds.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is in the jar and what is not, so that it clashes with nothing on anybody's class path. */
final class BundleContentTest {
    private static final Bundle BUNDLE = new Bundle();
    private static final String SERVICES = "META-INF/services/";

    static Stream<String> serviceFiles() {
        return BUNDLE.entries(SERVICES + ".+").stream();
    }

    @Test
    void holdsNothingOutsideOurPackagesTheNativeDriversAndMetaInf() {
        assertThat(BUNDLE.entries())
                .isNotEmpty()
                .allMatch(
                        name -> name.matches(
                                "(ai/fourminds/rds|org/postgresql|com/mysql|org/mariadb|META-INF)/.+|(mariadb|driver|deprecated)[.]properties"));
    }

    @Test
    void holdsNoClassOfOthersThatIsNotRelocated() {
        assertThat(BUNDLE.entries(".+[.]class"))
                .allMatch(name -> name.matches(
                        "(META-INF/versions/11/)?org/postgresql/.+|(com/mysql|org/mariadb|ai/fourminds/rds)/.+"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "META-INF/[^/]+[.](SF|DSA|RSA|EC)",
                "(.+/)?module-info[.]class",
                "META-INF/(maven|native-image|inlined)/.+",
                "META-INF/(LICENSE|NOTICE)[.].+",
                ".+/OSGI-INF/.+",
            })
    void holdsNoLeftoverOfRepackaging(String pattern) {
        assertThat(BUNDLE.entries(pattern)).isEmpty();
    }

    @Test
    void keepsToItsBudget(TestReporter reporter) throws IOException {
        var budget = Long.parseLong(Bundle.required("bundle.budget"));
        var size = Files.size(BUNDLE.jar());
        reporter.publishEntry("bytes of the bundle", size + " of " + budget);
        assertThat(size).isLessThanOrEqualTo(budget);
    }

    @Test
    void holdsNoEntryTwice() {
        assertThat(BUNDLE.entries()).doesNotHaveDuplicates();
    }

    @Test
    void isAModuleAndKeepsTheNativeDriversVersionedClasses() {
        var attributes = BUNDLE.manifest().getMainAttributes();
        assertThat(attributes.getValue("Automatic-Module-Name")).isEqualTo("ai.fourminds.rds");
        assertThat(attributes.getValue("Multi-Release")).isEqualTo("true");
        assertThat(attributes.getValue("Implementation-Version")).isNotBlank();
        assertThat(BUNDLE.entries("META-INF/versions/.+")).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("serviceFiles")
    void namesOnlyProvidersThatAreInside(String serviceFile) {
        assertThat(BUNDLE.lines(serviceFile)).isNotEmpty().allSatisfy(this::isInside);
    }

    @Test
    void registersOurDriverAndTheNativeOnes() {
        assertThat(BUNDLE.lines(SERVICES + "java.sql.Driver"))
                .contains(
                        "ai.fourminds.rds.FourmindsRdsDriver",
                        "org.postgresql.Driver",
                        "com.mysql.cj.jdbc.Driver",
                        "org.mariadb.jdbc.Driver");
    }

    @Test
    void registersTheEnginePluginTheHttpClientAndTheLoggingProvider() {
        assertThat(serviceFiles())
                .contains(
                        SERVICES + "ai.fourminds.rds.plugin.EnginePlugin",
                        SERVICES + "ai.fourminds.rds.shaded.software.amazon.awssdk.http.SdkHttpService",
                        SERVICES + "ai.fourminds.rds.shaded.org.slf4j.spi.SLF4JServiceProvider");
    }

    /** The AWS SDK reads these files by path and loads the classes they name; none is there today, all must be relocated. */
    @Test
    void namesOnlyInterceptorsThatAreInside() {
        assertThat(BUNDLE.entries(".*execution[.]interceptors"))
                .allMatch(name -> name.startsWith("ai/fourminds/rds/shaded/"))
                .allSatisfy(name -> assertThat(BUNDLE.lines(name)).allSatisfy(this::isInside));
    }

    private void isInside(String className) {
        assertThat(BUNDLE.entries()).contains(className.replace('.', '/') + ".class");
    }
}
