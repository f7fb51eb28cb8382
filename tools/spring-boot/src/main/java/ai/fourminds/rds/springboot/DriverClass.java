package ai.fourminds.rds.springboot;

import ai.fourminds.rds.FourmindsRdsDriver;
import java.util.Map;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Makes {@code spring.datasource.url} enough: Spring Boot knows the driver classes of some URLs only, and this one is said
 * here for ours, unless the application names another. Stateless.
 */
final class DriverClass {
    private static final String SCHEME = "jdbc:fourminds-rds:";
    private static final String URL = "spring.datasource.url";
    private static final String PROPERTY = "spring.datasource.driver-class-name";

    private DriverClass() {}

    /** Said twice, by Spring Boots that have the interfaces of both 3 and 4, it is there once. */
    static void addTo(ConfigurableEnvironment environment) {
        String url = environment.getProperty(URL, "");
        if (url.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            environment
                    .getPropertySources()
                    .addLast(new MapPropertySource(
                            "fourminds-rds", Map.of(PROPERTY, FourmindsRdsDriver.class.getName())));
        }
    }
}
