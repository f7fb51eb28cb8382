package ai.fourminds.rds.compatibility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import java.sql.SQLException;
import org.jooq.Field;
import org.jooq.SQLDialect;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** jOOQ, which takes its dialect from the connection. */
class JooqTest {
    private static final Table<?> NOTES = table(name("weird \" ` %s"));
    private static final Field<Integer> ID = field(name("id"), SQLDataType.INTEGER.notNull());
    private static final Field<String> TEXT = field(name("we'ird"), SQLDataType.VARCHAR(100));

    @ParameterizedTest
    @CsvSource({"POSTGRESQL, POSTGRES", "MYSQL, MYSQL", "MARIADB, MARIADB"})
    void findsTheDialectAndUpserts(Engine engine, SQLDialect dialect) throws SQLException {
        try (var jooq = DSL.using(engine.withDatabase("jooq").url("jooq"))) {
            assertThat(jooq.dialect().family()).isEqualTo(dialect);
            jooq.createTable(NOTES).columns(ID, TEXT).primaryKey(ID).execute();
            for (String text : new String[] {"first", "O'Neill %s"}) {
                jooq.insertInto(NOTES, ID, TEXT)
                        .values(1, text)
                        .onConflict(ID)
                        .doUpdate()
                        .set(TEXT, text)
                        .execute();
            }

            assertThat(jooq.select(TEXT).from(NOTES).fetch(TEXT)).containsExactly("O'Neill %s");
            assertThat(jooq.meta().getTables(NOTES.getName())).hasSize(1);
        }
    }
}
