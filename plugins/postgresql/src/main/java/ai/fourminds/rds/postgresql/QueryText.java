package ai.fourminds.rds.postgresql;

import java.sql.SQLException;
import java.sql.SQLSyntaxErrorException;

/**
 * Reads a user's SQL just far enough to know that it is one statement with its parentheses in balance, so that it stays
 * inside the parentheses it is put into. PostgreSQL's lexical rules: strings, quoted names, dollar quotes, nested comments.
 * Used by one thread.
 */
final class QueryText {

    private static final String SYNTAX_ERROR = "42601";

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
            case '\'' -> skipQuoted('\'', isEscapeString());
            case '"' -> skipQuoted('"', false);
            case '$' -> skipDollarQuoted();
            default -> skipWord();
        }
        if (depth < 0) {
            throw fault("a parenthesis closes that none has opened");
        }
        position++;
    }

    private boolean skipComment() throws SQLException {
        if (sql.startsWith("--", position)) {
            int line = position;
            while (line < sql.length() && sql.charAt(line) != '\n' && sql.charAt(line) != '\r') {
                line++;
            }
            position = line;
            return true;
        }
        if (!sql.startsWith("/*", position)) {
            return false;
        }
        int nesting = 0;
        do {
            if (position >= sql.length()) {
                throw fault("a comment does not end");
            }
            boolean opens = sql.startsWith("/*", position);
            boolean closes = sql.startsWith("*/", position);
            nesting += opens ? 1 : closes ? -1 : 0;
            position += opens || closes ? 2 : 1;
        } while (nesting > 0);
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

    /** Stops at the last character of {@code $tag$…$tag$}, or at the dollar sign of a parameter or an operator. */
    private void skipDollarQuoted() throws SQLException {
        int tagEnd = position + 1;
        while (tagEnd < sql.length() && isWordPart(sql.charAt(tagEnd)) && sql.charAt(tagEnd) != '$') {
            tagEnd++;
        }
        boolean isTag = isAt(tagEnd, '$') && !Character.isDigit(sql.charAt(position + 1));
        if (!isTag) {
            return;
        }
        String tag = sql.substring(position, tagEnd + 1);
        int close = sql.indexOf(tag, tagEnd + 1);
        if (close < 0) {
            throw fault("a dollar quote does not end");
        }
        position = close + tag.length() - 1;
    }

    /** Stops at the last character; a dollar sign within a word quotes nothing. */
    private void skipWord() {
        if (isWordPart(sql.charAt(position))) {
            while (position + 1 < sql.length() && isWordPart(sql.charAt(position + 1))) {
                position++;
            }
        }
    }

    private boolean isEscapeString() {
        boolean prefixed = position > 0 && (isAt(position - 1, 'E') || isAt(position - 1, 'e'));
        return prefixed && (position == 1 || !isWordPart(sql.charAt(position - 2)));
    }

    private boolean isAt(int index, char expected) {
        return index < sql.length() && sql.charAt(index) == expected;
    }

    private static boolean isWordPart(char c) {
        return c == '_' || c == '$' || c > 127 || Character.isLetterOrDigit(c);
    }

    private static SQLException fault(String what) {
        return new SQLSyntaxErrorException("the query is not one complete statement: " + what, SYNTAX_ERROR);
    }
}
