package ai.fourminds.rds.compatibility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** Spring Boot 4 with {@code spring.datasource.url} and nothing else; tools/examples has 3.5. */
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

    @ParameterizedTest
    @EnumSource(Engine.class)
    void aTransactionsTimeLimitEndsItsStatement(Engine engine) throws SQLException {
        try (var application = new SpringApplicationBuilder(Application.class, Reports.class)
                .web(WebApplicationType.NONE)
                .bannerMode(Banner.Mode.OFF)
                .logStartupInfo(false)
                .properties(Map.of("spring.datasource.url", engine.url("")))
                .run()) {
            Reports reports = application.getBean(Reports.class);
            String endless = engine.endless("report");

            assertThatThrownBy(() -> reports.total(endless)).isInstanceOf(DataAccessException.class);

            assertThat(engine.runs("report")).isFalse();
            assertThat(reports.total("select 6 * 7")).isEqualTo(42);
        }
    }

    /** A service with a limit. Stateless and thread-safe. */
    static class Reports {
        private final JdbcClient jdbc;

        Reports(JdbcClient jdbc) {
            this.jdbc = jdbc;
        }

        @Transactional(timeout = 1)
        public long total(String query) {
            return jdbc.sql(query).query(Long.class).single();
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
