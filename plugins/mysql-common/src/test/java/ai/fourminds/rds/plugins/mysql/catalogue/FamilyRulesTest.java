package ai.fourminds.rds.plugins.mysql.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.fourminds.rds.plugins.common.query.QueryText;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One statement, and nothing that leaves its parentheses. */
class FamilyRulesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT 1",
                "SELECT ')' -- )",
                "SELECT \"a\\\");\"",
                "SELECT `we``ird)` FROM t # ;)",
                "SELECT /* ) ; */ (1)",
                "SELECT 1--1",
                "( /* first */ select `into` FROM t)",
                "WITH w AS (SELECT 1) SELECT * FROM w",
                "VALUES ROW(1)",
                "SELECT 'it''s;'"
            })
    void oneStatementStaysAsItIs(String sql) throws Exception {
        assertThat(QueryText.single(sql, FamilyRules.INSTANCE)).isEqualTo(sql);
    }

    @Test
    void aClosingSemicolonGoes() throws Exception {
        assertThat(QueryText.single("SELECT 1 ; -- done", FamilyRules.INSTANCE)).isEqualTo("SELECT 1 ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a = 'it''s' AND (b = \"x\" OR `c``)` = ')')",
                "a = '\\\\' AND b LIKE '100\\%'",
                "a->'$.x[0]' = 5--3"
            })
    void oneExpressionIsPutIntoParentheses(String sql) throws Exception {
        assertThat(QueryText.condition(sql, List.of(FamilyRules.values()))).isEqualTo("(\n" + sql + "\n)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a = 1) OR (b = 2",
                "a = 1 # b",
                "a = 1 -- b",
                "a = 1 --\u007f(\n) OR (1 = 1 --\u007f)\n",
                "a = 1 /*! OR 1 */",
                "a = 1;",
                "a = (SELECT 1 INTO @x)",
                "a = 'x\\' AND b = ') OR (1 = 1'",
                "a = \"x\\\" AND b = \") OR (1 = 1\"",
                "a = '\\' ) OR ( b = '\\'",
                "a = [b ( ] OR [c ) ]"
            })
    void whatIsNoExpressionUnderSomeSqlModeIsRefused(String sql) {
        assertThatThrownBy(() -> QueryText.condition(sql, List.of(FamilyRules.values())))
                .hasMessageContaining("not one complete expression");
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
                "DELETE FROM t",
                "(((COMMIT)))",
                "/* SELECT */ CALL p()",
                "SELECT 1 INTO OUTFILE 'x'",
                "(SELECT 1 into @v)",
                "SELECT 1 /*! ) */",
                "SELECT 1 /*M! ) */"
            })
    void anythingElseIsRefused(String sql) {
        assertThatThrownBy(() -> QueryText.single(sql, FamilyRules.INSTANCE))
                .hasMessageContaining("not one complete statement");
    }
}
