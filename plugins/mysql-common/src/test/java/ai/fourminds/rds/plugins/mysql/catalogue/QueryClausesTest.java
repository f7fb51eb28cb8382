package ai.fourminds.rds.plugins.mysql.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a LIMIT may stand in users' queries. */
class QueryClausesTest {

    /** {@code ~} is a line break. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SELECT 1 -- x; | SELECT 1 -- x;~LIMIT 3",
                "SELECT a FROM t ORDER BY a; -- x | SELECT a FROM t ORDER BY a~LIMIT 3",
                "SELECT a FROM t FOR UPDATE | SELECT a FROM t ~LIMIT 3~FOR UPDATE",
                "SELECT a FROM t FOR SHARE OF t FOR UPDATE OF u | SELECT a FROM t ~LIMIT 3~FOR SHARE OF t FOR UPDATE OF u",
                "SELECT a FROM t lock in share mode | SELECT a FROM t ~LIMIT 3~lock in share mode",
                "(SELECT a FROM t) | SELECT a FROM t~LIMIT 3",
                "/* a */ ((SELECT a FROM t)) # b | SELECT a FROM t~LIMIT 3",
                "(SELECT a) UNION (SELECT b) | (SELECT a) UNION (SELECT b)~LIMIT 3",
                "SELECT (SELECT a LIMIT 1), `LIMIT`, 'LIMIT' -- LIMIT | SELECT (SELECT a LIMIT 1), `LIMIT`, 'LIMIT' -- LIMIT~LIMIT 3",
                "WITH w AS (SELECT 1 LIMIT 1) SELECT * FROM w | WITH w AS (SELECT 1 LIMIT 1) SELECT * FROM w~LIMIT 3"
            })
    void aQueryWithoutOneGetsOneAndKeepsItsMeaning(String sql, String limited) throws Exception {
        assertThat(QueryClauses.of(sql).withLimit("LIMIT 3", false)).isEqualTo(limited.replace('~', '\n'));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT a FROM t LIMIT 2",
                "SELECT a FROM t ORDER BY a limit 2, 3",
                "SELECT a FROM t LIMIT 2 FOR UPDATE",
                "SELECT a FROM t ORDER BY a OFFSET 1 ROW FETCH FIRST 2 ROWS ONLY",
                "(SELECT a) UNION (SELECT b) LIMIT 1",
                "(SELECT a FROM t LIMIT 2) ORDER BY a"
            })
    void aQueryWithOneStaysAsItIs(String sql) throws Exception {
        assertThat(QueryClauses.of(sql).withLimit("LIMIT 3", false)).isEqualTo(sql);
        assertThat(QueryClauses.of("(" + sql + ")").withLimit("LIMIT 3", false)).isEqualTo(sql);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SELECT a FROM t ORDER BY a | true",
                "(SELECT a FROM t order /* x */ by a) | true",
                "SELECT ROW_NUMBER() OVER (ORDER BY a) FROM t | false",
                "SELECT a FROM (SELECT a FROM t ORDER BY a) q | false",
                "(SELECT a FROM t ORDER BY a) UNION (SELECT 1) | false",
                "SELECT `order by` FROM t -- order by | false"
            })
    void itsOrderIsThatOfTheWholeResult(String sql, boolean ordered) throws Exception {
        assertThat(QueryClauses.of(sql).isOrdered()).isEqualTo(ordered);
    }

    @ParameterizedTest
    @ValueSource(strings = {"(SELECT 1) (SELECT 2)", "()", "(DELETE FROM t)", "(SELECT 1 INTO @v)"})
    void parenthesesHideNothing(String sql) {
        assertThatThrownBy(() -> QueryClauses.of(sql)).hasMessageContaining("not one complete statement");
    }
}
