package ai.fourminds.rds.plugins.common;

import java.sql.SQLException;

/**
 * Reads a user's SQL just far enough to know that it is one statement with its parentheses in balance, so that it stays
 * inside the parentheses it may be put into. Used by one thread.
 */
public final class QueryText {

    private final String sql;
    private final LexicalRules rules;
    private final SqlCursor cursor;
    private int depth;
    private int end = -1;
    private boolean empty = true;
    private boolean beforeFirstWord = true;

    private QueryText(String sql, LexicalRules rules) {
        this.sql = sql;
        this.rules = rules;
        this.cursor = new SqlCursor(sql, rules.syntaxError());
    }

    /** The statement without its closing semicolon. */
    public static String single(String sql, LexicalRules rules) throws SQLException {
        return new QueryText(sql, rules).read();
    }

    private String read() throws SQLException {
        while (!cursor.isAtEnd()) {
            if (rules.skipComment(cursor)) {
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
            default -> {}
        }
        if (depth < 0) {
            throw cursor.fault("a parenthesis closes that none has opened");
        }
        cursor.skip(1);
    }
}
