package ai.fourminds.rds.springboot;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

        assertThat(environment.getProperty(DRIVER_CLASS)).isEqualTo(expected);
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
