package ai.fourminds.rds.postgresql.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.fourminds.rds.plugins.common.query.QueryText;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is one statement and what is not. */
class PostgresqlRulesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT 1",
                " TABLE t ",
                "SELECT ';)'",
                "SELECT 'it''s ;'",
                "SELECT E'\\';' AS a",
                "SELECT e'\\\\'",
                "SELECT \"a;\"\")\"",
                "SELECT $$;)$$",
                "SELECT $tag$ ; $$ ) $tag$",
                "SELECT $1$2",
                "SELECT a$b$c FROM t",
                "SELECT 1 -- ; )",
                "SELECT /* ; /* ) */ ( */ 1",
                "SELECT (1 + (2))",
                "SELECT U&'\\0027;'",
                "SELECT 'x' AS té_E'y'",
                "SELECT 1 - -1 / 2"
            })
    void oneStatementIsLeftAsItIs(String sql) throws SQLException {
        assertThat(QueryText.single(sql, PostgresqlRules.INSTANCE)).isEqualTo(sql);
    }

    @Test
    void theClosingSemicolonAndWhatFollowsItGo() throws SQLException {
        assertThat(QueryText.single("SELECT 1 ; -- end\n ; /* really */ ", PostgresqlRules.INSTANCE))
                .isEqualTo("SELECT 1 ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"SHOW timezone", "( -- plan\n EXPLAIN SELECT 1)", "orders JOIN lines ON true"})
    void whatIsNoQueryIsCalledSo(String sql) {
        assertThatThrownBy(() -> QueryText.single(sql, PostgresqlRules.INSTANCE))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("it is no query but begins with");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a = 'x' AND (b = $$)$$ OR c = E'\\'')",
                "a = E'1'\n'2\\' ) (' AND b",
                "\"a;\" ~ '^[(]' OR \"a;\" ~ '[)]'",
                "a[1] = 1 AND b ? 'x' AND c::text = ':x'"
            })
    void oneExpressionIsPutIntoParentheses(String sql) throws SQLException {
        assertThat(QueryText.condition(sql, List.of(PostgresqlRules.values()))).isEqualTo("(\n" + sql + "\n)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a = 1) OR (b = 2",
                "a = 1; SELECT 2",
                "a = ';' ;",
                "a -- b",
                "a /* b */",
                "a = $$ ; ) ",
                "a = 'x\\' AND b = ' ) OR ( '",
                "a = 'x\\' AND b = ' ; COMMIT ; -- '",
                "a = E'1'\n'2\\'' ) OR ( b = '",
                "a \u0001 b"
            })
    void whatIsNoExpressionByEitherRuleForStringsIsRefused(String sql) {
        assertThatThrownBy(() -> QueryText.condition(sql, List.of(PostgresqlRules.values())))
                .isInstanceOf(SQLException.class)
                .hasMessageStartingWith("the condition is not one complete expression");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ; ",
                "-- nothing",
                "SELECT 1; SELECT 2",
                "SELECT 1) AS q; DROP TABLE t; SELECT * FROM (SELECT 1",
                "SELECT 1) UNION (SELECT 2",
                "SELECT (1",
                "SELECT 'a",
                "SELECT '\\'; DROP TABLE t; --'",
                "SELECT \"a",
                "SELECT $$a",
                "SELECT /* a",
                "SELECT /* /* */ 1",
                "SELECT 1 -- \r; SELECT 2",
                "SELECT 'a\\'b'",
                "SELECT fooe'\\'; SELECT 1 --'"
            })
    void anythingElseIsRefused(String sql) {
        assertThatThrownBy(() -> QueryText.single(sql, PostgresqlRules.INSTANCE))
                .isInstanceOf(SQLException.class)
                .hasMessageStartingWith("the query is not one complete statement");
    }
}
