package ai.fourminds.rds.compatibility;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.LocalDate;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.Configuration;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Hibernate, which asks the connection for its dialect. */
class HibernateTest {
    @ParameterizedTest
    @CsvSource({"POSTGRESQL, PostgreSQLDialect", "MYSQL, MySQLDialect", "MARIADB, MariaDBDialect"})
    void findsTheDialectMakesTheSchemaAndStores(Engine engine, String dialect) throws SQLException {
        String text = "O'Neill %s 😀";
        try (SessionFactory factory = factory(engine.withDatabase("hibernate").url("hibernate"))) {
            factory.inTransaction(session -> session.persist(new Note(text, LocalDate.of(2024, 2, 29))));

            assertThat(factory.unwrap(SessionFactoryImplementor.class)
                            .getJdbcServices()
                            .getDialect())
                    .extracting(found -> found.getClass().getSimpleName())
                    .isEqualTo(dialect);
            Note note = factory.fromSession(
                    session -> session.createQuery("from notes", Note.class).getSingleResult());
            assertThat(note.text).isEqualTo(text);
            assertThat(note.written).isEqualTo("2024-02-29");
        }
    }

    private static SessionFactory factory(String url) {
        return new Configuration()
                .addAnnotatedClass(Note.class)
                .setProperty("hibernate.connection.url", url)
                .setProperty("hibernate.hbm2ddl.auto", "create")
                .buildSessionFactory();
    }
}
