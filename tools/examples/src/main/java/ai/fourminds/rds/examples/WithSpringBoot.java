package ai.fourminds.rds.examples;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Spring Boot; {@code spring.datasource.url} is the only property. Stateless. */
@SpringBootApplication
class WithSpringBoot {
    public static void main(String... arguments) {
        try (var application = SpringApplication.run(WithSpringBoot.class, "--spring.datasource.url=" + arguments[0])) {
            var jdbc = application.getBean(JdbcClient.class);
            var names = jdbc.sql("SELECT name FROM customers ORDER BY id LIMIT 3")
                    .query(String.class)
                    .list();
            names.forEach(System.out::println);
        }
    }
}
