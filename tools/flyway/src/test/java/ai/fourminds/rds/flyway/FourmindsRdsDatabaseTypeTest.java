package ai.fourminds.rds.flyway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.fourminds.rds.RdsFleet;
import ai.fourminds.rds.SettingInfo;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.stream.Stream;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.configuration.ClassicConfiguration;
import org.flywaydb.core.api.resource.LoadableResource;
import org.flywaydb.core.internal.database.DatabaseTypeRegister;
import org.flywaydb.core.internal.parser.ParsingContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What Flyway asks the type before it has a connection. */
class FourmindsRdsDatabaseTypeTest {
    private final FourmindsRdsDatabaseType type = new FourmindsRdsDatabaseType();

    @ParameterizedTest
    @CsvSource({
        "jdbc:fourminds-rds:prod/sales, true",
        "JDBC:Fourminds-RDS:mysql://prod/sales?region=us-east-1, true",
        "jdbc:fourminds-rds-not:prod, false",
        "jdbc:postgresql://localhost/fourminds-rds, false",
    })
    void acceptsOurUrlsAlone(String url, boolean accepted) {
        assertThat(type.handlesJDBCUrl(url)).isEqualTo(accepted);
    }

    @Test
    void flywayFindsItAndItsDriver() {
        String url = "jdbc:fourminds-rds:prod/sales";
        assertThat(DatabaseTypeRegister.getDatabaseTypesForUrl(url, new ClassicConfiguration()))
                .singleElement()
                .isInstanceOfSatisfying(
                        FourmindsRdsDatabaseType.class,
                        found -> assertThat(found.getDriverClass(url, getClass().getClassLoader()))
                                .isEqualTo("ai.fourminds.rds.FourmindsRdsDriver"));
    }

    @Test
    void leavesConnectionsToTheEnginesOwnTypes() {
        assertThat(type.handlesDatabaseProductNameAndVersion("PostgreSQL", "17", null))
                .isFalse();
        assertThat(type.getSupportedEngines()).isEmpty();
    }

    static Stream<String> secrets() {
        List<String> secrets = RdsFleet.settings().stream()
                .filter(SettingInfo::secret)
                .map(SettingInfo::name)
                .toList();
        return Stream.concat(secrets.stream(), Stream.of("password", "PassWord"));
    }

    @ParameterizedTest
    @MethodSource("secrets")
    void everySecretOfAUrlIsHidden(String name) {
        String url = "jdbc:fourminds-rds:prod/sales?region=us-east-1&" + name + "=hush%26hush%F0%9F%98%80&user=u";
        // Flyway 13 hides all that follows the scheme; earlier ones and FLYWAY_DO_NOT_REDACT_URL go by the patterns.
        assertThat(DatabaseTypeRegister.redactJdbcUrl(url)).doesNotContain("hush");
        assertThat(type.getJDBCCredentialsPatterns().stream()
                        .map(pattern -> pattern.matcher(url))
                        .filter(Matcher::find)
                        .map(found -> found.group(1)))
                .containsExactly("hush%26hush%F0%9F%98%80");
    }

    @Test
    void scriptsWithoutAConnectionNeedTheEngineInTheUrl() {
        var configuration = new ClassicConfiguration();
        configuration.setUrl("jdbc:fourminds-rds:prod/sales");
        assertThatThrownBy(() -> type.createParser(configuration, new NoResources(), new ParsingContext()))
                .isInstanceOf(FlywayException.class)
                .hasMessageContaining("jdbc:fourminds-rds:<engine>://");
    }

    /** Flyway's core knows neither engine, and says which one it was asked for. */
    @ParameterizedTest
    @CsvSource({
        "postgres, postgresql",
        "aurora-postgresql, postgresql",
        "aurora-mysql, mysql",
        "aurora, mysql",
        "MariaDB, mariadb",
    })
    void theEnginesOfRdsAreThoseOfNativeUrls(String engine, String name) {
        var configuration = new ClassicConfiguration();
        configuration.setUrl("jdbc:fourminds-rds:" + engine + "://prod/sales");
        assertThatThrownBy(() -> type.createParser(configuration, new NoResources(), new ParsingContext()))
                .isInstanceOf(FlywayException.class)
                .hasMessageContaining("jdbc:" + name + "://localhost/");
    }

    @Test
    void nothingElseIsPublic() {
        var classes = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("ai.fourminds.rds.flyway");
        ArchRuleDefinition.classes()
                .that()
                .doNotHaveSimpleName("FourmindsRdsDatabaseType")
                .and()
                .doNotHaveSimpleName("package-info")
                .should()
                .notBePublic()
                .allowEmptyShould(true)
                .check(classes);
        ArchRuleDefinition.noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage("ai.fourminds.rds.internal..")
                .check(classes);
    }

    /** No scripts at all. */
    private record NoResources() implements ResourceProvider {
        @Override
        public LoadableResource getResource(String name) {
            throw new IllegalArgumentException(name);
        }

        @Override
        public Collection<LoadableResource> getResources(String prefix, String[] suffixes) {
            return List.of();
        }
    }
}
