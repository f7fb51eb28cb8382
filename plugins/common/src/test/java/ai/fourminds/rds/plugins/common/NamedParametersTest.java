package ai.fourminds.rds.plugins.common;

import static org.assertj.core.api.Assertions.assertThat;

import org.jdbi.v3.core.statement.ParsedSql;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is a parameter in our statements, and what is not. */
class NamedParametersTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "SELECT 1 | SELECT 1 | ",
                "SELECT :a | SELECT ? | a",
                "f(:one, :two_2),:one | f(?, ?),? | one two_2 one",
                "CAST(:a AS pg_catalog.text[]) | CAST(? AS pg_catalog.text[]) | a",
                "a::text, :a::text, a::text | a::text, ?::text, a::text | a",
                "':no' + \":no\" + `:no` + :yes | ':no' + \":no\" + `:no` + ? | yes",
                "'it''s :no' = :yes | 'it''s :no' = ? | yes",
                "\"a\"\":no\".\":no\" :yes | \"a\"\":no\".\":no\" ? | yes",
                "'\" :no' :yes '\"' | '\" :no' ? '\"' | yes",
                "'open :no | 'open :no | ",
                "a : b, 1:2, x: | a : b, 1:2, x: | ",
                "<names> {d} %s | <names> {d} %s | "
            })
    void parametersStandOutsideQuotesBehindOneColon(String sql, String parsed, String names) {
        ParsedSql found = NamedParameters.parse(sql);

        assertThat(found.getSql()).isEqualTo(parsed);
        assertThat(String.join(" ", found.getParameters().getParameterNames())).isEqualTo(names == null ? "" : names);
    }
}
