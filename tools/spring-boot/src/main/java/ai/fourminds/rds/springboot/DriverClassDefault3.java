package ai.fourminds.rds.springboot;

import org.springframework.boot.SpringApplication;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;

/** Gives Spring Boot 3 {@link DriverClass our driver class}, by the interface that 4.2 will not have. Stateless. */
@SuppressWarnings("removal") // Nobody loads this class where the interface is gone.
public final class DriverClassDefault3 implements org.springframework.boot.env.EnvironmentPostProcessor, Ordered {
    /** For Spring Boot's factories. */
    public DriverClassDefault3() {}

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
