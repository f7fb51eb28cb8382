package ai.fourminds.rds.plugins.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One statement, and nothing that leaves its parentheses. */
class QueryTextTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT 1",
                "SELECT ')' -- )",
                "SELECT \"a\\\");\"",
                "SELECT `we``ird)` FROM t # ;)",
                "SELECT /* ) ; */ (1)",
                "SELECT 1--1",
                "SELECT 'it''s;'"
            })
    void oneStatementStaysAsItIs(String sql) throws Exception {
        assertThat(QueryText.single(sql)).isEqualTo(sql);
    }

    @Test
    void aClosingSemicolonGoes() throws Exception {
        assertThat(QueryText.single("SELECT 1 ; -- done")).isEqualTo("SELECT 1 ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ;",
                "SELECT 1; SELECT 2",
                "SELECT 1) UNION (SELECT 2",
                "SELECT (1",
                "SELECT 'open",
                "SELECT `open",
                "SELECT 1 /* open",
                "SELECT 1 /*! ) */",
                "SELECT 1 /*M! ) */"
            })
    void anythingElseIsRefused(String sql) {
        assertThatThrownBy(() -> QueryText.single(sql)).hasMessageContaining("not one complete statement");
    }
}
