package ai.fourminds.rds.springboot;

import ai.fourminds.rds.FourmindsRdsDriver;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.env.EnvironmentPostProcessor;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Makes {@code spring.datasource.url} enough: Spring Boot knows the driver classes of some URLs only, and this one is said
 * here for ours, unless the application names another. Stateless.
 */
public final class DriverClassDefault implements EnvironmentPostProcessor, Ordered {
    private static final String SCHEME = "jdbc:fourminds-rds:";
    private static final String URL = "spring.datasource.url";
    private static final String DRIVER_CLASS = "spring.datasource.driver-class-name";

    /** For Spring Boot's factories. */
    public DriverClassDefault() {}

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        String url = environment.getProperty(URL, "");
        if (url.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            environment
                    .getPropertySources()
                    .addLast(new MapPropertySource(
                            "fourminds-rds", Map.of(DRIVER_CLASS, FourmindsRdsDriver.class.getName())));
        }
    }

    /** After the application's configuration files have been read. */
    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }
}
