package ai.fourminds.rds.plugins.mysql;

import java.sql.SQLException;
import java.sql.SQLSyntaxErrorException;

/**
 * Reads a user's SQL just far enough to know that it is one statement with its parentheses in balance, so that it stays
 * inside the parentheses it is put into. The family's lexical rules: strings with backslashes, quoted names, three comments.
 * Used by one thread.
 */
final class QueryText {

    private static final String SYNTAX_ERROR = "42000";

    private final String sql;
    private int position;
    private int depth;
    private int end = -1;

    private QueryText(String sql) {
        this.sql = sql;
    }

    /** The statement without its closing semicolon. */
    static String single(String sql) throws SQLException {
        return new QueryText(sql).read();
    }

    private String read() throws SQLException {
        boolean empty = true;
        while (position < sql.length()) {
            char c = sql.charAt(position);
            if (skipComment()) {
                continue;
            }
            if (Character.isWhitespace(c)) {
                position++;
            } else {
                empty &= c == ';';
                readToken(c);
            }
        }
        if (empty || depth != 0) {
            throw fault(empty ? "it is empty" : "a parenthesis is not closed");
        }
        return end < 0 ? sql : sql.substring(0, end);
    }

    private void readToken(char c) throws SQLException {
        if (c == ';') {
            end = end < 0 ? position : end;
            position++;
            return;
        }
        if (end >= 0) {
            throw fault("something follows its semicolon");
        }
        switch (c) {
            case '\0' -> throw fault("it holds NUL");
            case '(' -> depth++;
            case ')' -> depth--;
            case '\'', '"' -> skipQuoted(c, true);
            case '`' -> skipQuoted(c, false);
            default -> {}
        }
        if (depth < 0) {
            throw fault("a parenthesis closes that none has opened");
        }
        position++;
    }

    private boolean skipComment() throws SQLException {
        boolean dashes =
                sql.startsWith("--", position) && (position + 2 == sql.length() || sql.charAt(position + 2) <= ' ');
        if (dashes || sql.charAt(position) == '#') {
            int line = sql.indexOf('\n', position);
            position = line < 0 ? sql.length() : line;
            return true;
        }
        if (!sql.startsWith("/*", position)) {
            return false;
        }
        if (sql.startsWith("!", position + 2) || sql.startsWith("M!", position + 2)) {
            throw fault("a comment that the server executes cannot be read; write its content without the comment");
        }
        int close = sql.indexOf("*/", position + 2);
        if (close < 0) {
            throw fault("a comment does not end");
        }
        position = close + 2;
        return true;
    }

    /** Stops at the closing quote. */
    private void skipQuoted(char quote, boolean backslashEscapes) throws SQLException {
        for (position++; position < sql.length(); position++) {
            char c = sql.charAt(position);
            if (c == '\\' && backslashEscapes) {
                position++;
            } else if (c == quote && !isAt(position + 1, quote)) {
                return;
            } else if (c == quote) {
                position++;
            }
        }
        throw fault("a quote does not end");
    }

    private boolean isAt(int index, char expected) {
        return index < sql.length() && sql.charAt(index) == expected;
    }

    private static SQLException fault(String what) {
        return new SQLSyntaxErrorException("the query is not one complete statement: " + what, SYNTAX_ERROR);
    }
}
