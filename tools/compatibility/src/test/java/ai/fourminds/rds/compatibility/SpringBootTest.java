package ai.fourminds.rds.compatibility;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.JdbcClientAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.JdbcTemplateAutoConfiguration;
import org.springframework.boot.autoconfigure.transaction.TransactionAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Spring Boot with {@code spring.datasource.url} and nothing else. */
class SpringBootTest {
    @ParameterizedTest
    @EnumSource(Engine.class)
    void aUrlIsEnough(Engine engine) throws SQLException {
        String url = engine.withDatabase("spring").url("spring");
        try (var application = new SpringApplicationBuilder(Application.class)
                .web(WebApplicationType.NONE)
                .bannerMode(Banner.Mode.OFF)
                .logStartupInfo(false)
                .properties(Map.of("spring.datasource.url", url))
                .run()) {
            JdbcClient jdbc = application.getBean(JdbcClient.class);
            jdbc.sql("create table notes (text varchar(100) primary key)").update();

            application
                    .getBean(TransactionTemplate.class)
                    .executeWithoutResult(status -> jdbc.sql("insert into notes values (?)")
                            .param("O'Neill %s")
                            .update());

            assertThat(jdbc.sql("select text from notes").query(String.class).single())
                    .isEqualTo("O'Neill %s");
        }
    }

    /** All that {@code spring-boot-starter-jdbc} configures, without the other tools of this class path. */
    @ImportAutoConfiguration({
        DataSourceAutoConfiguration.class,
        DataSourceTransactionManagerAutoConfiguration.class,
        JdbcTemplateAutoConfiguration.class,
        JdbcClientAutoConfiguration.class,
        TransactionAutoConfiguration.class
    })
    static class Application {}
}
