package ai.fourminds.rds.plugins.mysql.catalogue;

import ai.fourminds.rds.plugins.common.query.LexicalRules;
import ai.fourminds.rds.plugins.common.query.SqlCursor;
import java.sql.SQLException;

/**
 * The lexical rules of MySQL and MariaDB: strings with backslashes, quoted names, three kinds of comment. Also refuses
 * statements that an export may not run: a read-only transaction allows statements that write outside of tables.
 * Stateless and thread-safe.
 */
enum FamilyRules implements LexicalRules {
    INSTANCE("'\""),
    /** With {@code ANSI_QUOTES} in {@code sql_mode}. */
    ANSI_QUOTES("'"),
    /** With {@code NO_BACKSLASH_ESCAPES} in {@code sql_mode}. */
    NO_BACKSLASH_ESCAPES("");

    private final String escaping;

    /** @param escaping the quotes within which backslashes escape */
    FamilyRules(String escaping) {
        this.escaping = escaping;
    }

    private static final int DELETE = 127;

    @Override
    public String syntaxError() {
        return "42000";
    }

    @Override
    public boolean skipComment(SqlCursor sql) throws SQLException {
        boolean dashes = sql.sees("--") && (sql.peek(2) <= ' ' || sql.peek(2) == DELETE);
        if (dashes || sql.next() == '#') {
            sql.skipTo("\n");
            return true;
        }
        if (!sql.sees("/*")) {
            return false;
        }
        if (sql.sees("/*!") || sql.sees("/*M!")) {
            throw sql.fault("a comment that the server executes cannot be read; write its content without the comment");
        }
        sql.skipBeyond("*/", 2, "a comment does not end");
        return true;
    }

    @Override
    public boolean skipQuoted(SqlCursor sql) throws SQLException {
        char quote = sql.next();
        if (quote == '[') {
            throw sql.fault(
                    "it holds a square bracket, which quotes names under MariaDB's sql_mode MSSQL; use backticks");
        }
        if (quote != '\'' && quote != '"' && quote != '`') {
            return false;
        }
        sql.skipQuoted(escaping.indexOf(quote) >= 0);
        return true;
    }

    @Override
    public void accept(SqlCursor sql, String word, boolean isFirst) throws SQLException {
        LexicalRules.super.accept(sql, word, isFirst);
        if (word.equalsIgnoreCase("INTO")) {
            throw sql.fault("INTO writes its result on the server; leave it out, or put a name like that in backticks");
        }
    }
}
