package ai.fourminds.rds.plugins.common.query;

import java.sql.SQLException;
import java.util.List;

/**
 * Reads a user's SQL just far enough to know that it is one statement, or one expression, with balanced parentheses, so
 * that it stays inside any parentheses put around it. Used by one thread.
 */
public final class QueryText {

    private final String sql;
    private final LexicalRules rules;
    private final boolean expression;
    private final SqlCursor cursor;
    private int depth;
    private int end = -1;
    private boolean empty = true;
    private boolean beforeFirstWord;

    private QueryText(String sql, LexicalRules rules, boolean expression) {
        this.sql = sql;
        this.rules = rules;
        this.expression = expression;
        this.beforeFirstWord = !expression;
        this.cursor = new SqlCursor(
                sql,
                rules.syntaxError(),
                expression
                        ? "the condition is not one complete expression"
                        : "the query is not one complete statement");
    }

    /** Returns the statement without its closing semicolon. */
    public static String single(String sql, LexicalRules rules) throws SQLException {
        return new QueryText(sql, rules, false).read();
    }

    /**
     * Returns the expression in parentheses, if it is one by each of these rules; comments and semicolons are refused.
     *
     * @param settings the rules for each combination of settings that a session may have
     */
    public static String condition(String sql, List<? extends LexicalRules> settings) throws SQLException {
        for (LexicalRules rules : settings) {
            QueryText text = new QueryText(sql, rules, true);
            if (sql.indexOf('\0') >= 0) {
                throw text.cursor.fault("it holds NUL");
            }
            text.read();
        }
        return "(\n" + sql + "\n)";
    }

    private String read() throws SQLException {
        while (!cursor.isAtEnd()) {
            if (rules.skipComment(cursor)) {
                if (expression) {
                    throw cursor.fault("it holds a comment; leave that out");
                }
                continue;
            }
            if (Character.isWhitespace(cursor.next())) {
                cursor.skip(1);
            } else {
                readToken();
            }
        }
        if (empty || depth != 0) {
            throw cursor.fault(empty ? "it is empty" : "a parenthesis is not closed");
        }
        return end < 0 ? sql : sql.substring(0, end);
    }

    private void readToken() throws SQLException {
        if (cursor.next() == ';') {
            if (expression) {
                throw cursor.fault("it holds a semicolon outside of quotes");
            }
            end = end < 0 ? cursor.position() : end;
            cursor.skip(1);
            return;
        }
        if (end >= 0) {
            throw cursor.fault("something follows its semicolon");
        }
        empty = false;
        if (!rules.skipQuoted(cursor)) {
            readPlain();
        }
    }

    private void parenthesis(boolean opens) {
        rules.parenthesis(cursor, opens);
        depth += opens ? 1 : -1;
    }

    private void readPlain() throws SQLException {
        String word = cursor.skipWord();
        if (!word.isEmpty()) {
            rules.accept(cursor, word, beforeFirstWord);
            beforeFirstWord = false;
            return;
        }
        switch (cursor.next()) {
            case '\0' -> throw cursor.fault("it holds NUL");
            case '(' -> parenthesis(true);
            case ')' -> parenthesis(false);
            default -> refuseControl();
        }
        if (depth < 0) {
            throw cursor.fault("a parenthesis closes that none has opened");
        }
        cursor.skip(1);
    }

    /** Servers disagree on which control characters are spaces, which may decide whether a comment begins. */
    private void refuseControl() throws SQLException {
        if (expression && Character.isISOControl(cursor.next())) {
            throw cursor.fault("it holds a control character");
        }
    }
}
