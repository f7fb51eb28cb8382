package ai.fourminds.rds.compatibility;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.generic.GenericType;
import org.jdbi.v3.postgres.PostgresPlugin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Jdbi, on its own and with what it knows of PostgreSQL. */
class JdbiTest {
    @ParameterizedTest
    @EnumSource(Engine.class)
    void bindsAndMaps(Engine engine) throws SQLException {
        Jdbi jdbi = Jdbi.create(engine.withDatabase("jdbi").url("jdbi"));
        List<String> texts = jdbi.inTransaction(handle -> {
            handle.execute("create table notes (id integer primary key, text varchar(100))");
            handle.prepareBatch("insert into notes values (:id, :text)")
                    .bind("id", 1)
                    .bind("text", "O'Neill %s 😀")
                    .add()
                    .bind("id", 2)
                    .bind("text", (String) null)
                    .add()
                    .execute();
            return handle.select("select text from notes order by id")
                    .mapTo(String.class)
                    .list();
        });
        assertThat(texts).containsExactly("O'Neill %s 😀", null);
    }

    @Test
    void speaksPostgresqlsOwnTypesThroughThePlugin() {
        Jdbi jdbi = Jdbi.create(Engine.POSTGRESQL.engineUrl("postgres")).installPlugin(new PostgresPlugin());
        jdbi.useHandle(handle -> {
            assertThat(handle.select("select array['a,b', null, '\"']")
                            .mapTo(new GenericType<List<String>>() {})
                            .one())
                    .containsExactly("a,b", null, "\"");
            assertThat(handle.select("select ?", Duration.ofMinutes(90))
                            .mapTo(Duration.class)
                            .one())
                    .isEqualTo(Duration.ofMinutes(90));
            assertThat(handle.select("select ?::integer[]", (Object) new Integer[] {1, 2})
                            .mapTo(int[].class)
                            .one())
                    .containsExactly(1, 2);
        });
    }
}
