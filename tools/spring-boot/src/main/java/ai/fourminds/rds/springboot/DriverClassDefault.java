package ai.fourminds.rds.springboot;

import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;

/** Gives Spring Boot 4 {@link DriverClass our driver class}. Stateless. */
public final class DriverClassDefault implements EnvironmentPostProcessor, Ordered {
    /** For Spring Boot's factories. */
    public DriverClassDefault() {}

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        DriverClass.addTo(environment);
    }

    /** After the application's configuration files have been read. */
    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }
}
