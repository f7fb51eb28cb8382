package ai.fourminds.rds.springboot;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

/** Which driver class an application gets. */
class DriverClassDefaultTest {
    private static final String DRIVER_CLASS = "spring.datasource.driver-class-name";

    @ParameterizedTest
    @CsvSource({
        "jdbc:fourminds-rds:prod/sales, , ai.fourminds.rds.FourmindsRdsDriver",
        "jdbc:fourminds-rds:postgresql://prod/sales, , ai.fourminds.rds.FourmindsRdsDriver",
        "jdbc:fourminds-rds:prod/sales, com.example.Tracing, com.example.Tracing",
        "jdbc:postgresql://localhost/sales, , ",
        ", , ",
    })
    void isOursForOurUrlsUnlessOneIsNamed(String url, String named, String expected) {
        Map<String, Object> properties = new HashMap<>();
        properties.put("spring.datasource.url", url);
        properties.put(DRIVER_CLASS, named);
        properties.values().removeIf(value -> value == null);
        var environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("application", properties));

        new DriverClassDefault().postProcessEnvironment(environment, new SpringApplication());
        String before = environment.getPropertySources().toString();
        new DriverClassDefault3().postProcessEnvironment(environment, new SpringApplication());

        assertThat(environment.getProperty(DRIVER_CLASS)).isEqualTo(expected);
        assertThat(environment.getPropertySources()).hasToString(before);
    }

    /** Spring Boot 3 has not the interface of 4; 4.2 and later will not have that of 3. */
    @Test
    @SuppressWarnings("removal") // It is named here because it goes.
    void isAskedForByBothInterfaces() throws IOException {
        var factories = new Properties();
        try (var file = DriverClassDefault.class.getResourceAsStream("/META-INF/spring.factories")) {
            factories.load(file);
        }

        assertThat(factories)
                .containsOnly(
                        Map.entry(EnvironmentPostProcessor.class.getName(), DriverClassDefault.class.getName()),
                        Map.entry(
                                org.springframework.boot.env.EnvironmentPostProcessor.class.getName(),
                                DriverClassDefault3.class.getName()));
        assertThat(DriverClassDefault.class.getInterfaces()).contains(EnvironmentPostProcessor.class);
        assertThat(DriverClassDefault3.class.getInterfaces())
                .contains(org.springframework.boot.env.EnvironmentPostProcessor.class)
                .doesNotContain(EnvironmentPostProcessor.class);
    }

    @Test
    void knowsTheDriversPublicPackagesOnly() {
        ArchRuleDefinition.noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage("ai.fourminds.rds.internal..")
                .check(new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages("ai.fourminds.rds.springboot"));
    }
}
