package ai.fourminds.rds.plugins.common.query;

import java.sql.SQLException;
import java.sql.SQLSyntaxErrorException;

/** A position in a user's SQL, with the steps that all engines' lexical rules share. Used by one thread. */
public final class SqlCursor {

    private final String sql;
    private final String syntaxError;
    private final String complaint;
    private int position;

    /** @param complaint the beginning of the message of {@link #fault} */
    SqlCursor(String sql, String syntaxError, String complaint) {
        this.sql = sql;
        this.complaint = complaint;
        this.syntaxError = syntaxError;
    }

    /** Returns whether all has been read. */
    public boolean isAtEnd() {
        return position >= sql.length();
    }

    /** Returns the next character. */
    public char next() {
        return sql.charAt(position);
    }

    /** Returns whether this text is next. */
    public boolean sees(String text) {
        return sql.startsWith(text, position);
    }

    /** Returns the character at an offset from the next one, which may be negative; NUL outside the text. */
    public char peek(int offset) {
        int index = position + offset;
        return index >= 0 && index < sql.length() ? sql.charAt(index) : '\0';
    }

    /** Skips some characters. */
    public void skip(int characters) {
        position += characters;
    }

    /** Skips to the next of these characters, or to the end. */
    public void skipTo(String ends) {
        while (!isAtEnd() && ends.indexOf(next()) < 0) {
            position++;
        }
    }

    /** Skips some characters, and then to after the next occurrence of a text. */
    public void skipBeyond(String text, int characters, String faultWithout) throws SQLException {
        int found = sql.indexOf(text, position + characters);
        if (found < 0) {
            throw fault(faultWithout);
        }
        position = found + text.length();
    }

    /** Skips to after the closing quote; a doubled quote does not close. */
    public void skipQuoted(boolean backslashEscapes) throws SQLException {
        char quote = next();
        for (position++; !isAtEnd(); position++) {
            if (next() == '\\' && backslashEscapes) {
                position++;
            } else if (next() == quote && peek(1) != quote) {
                position++;
                return;
            } else if (next() == quote) {
                position++;
            }
        }
        throw fault("a quote does not end");
    }

    /** Skips a word and returns it; empty if none is next. */
    public String skipWord() {
        int begin = position;
        while (!isAtEnd() && isWordPart(next())) {
            position++;
        }
        return sql.substring(begin, position);
    }

    /** Returns whether a character is a letter, digit, underscore, dollar sign or not ASCII. */
    public static boolean isWordPart(char c) {
        return c == '_' || c == '$' || c > 127 || Character.isLetterOrDigit(c);
    }

    /** Returns the failure for invalid SQL. */
    public SQLException fault(String what) {
        return new SQLSyntaxErrorException(complaint + ": " + what, syntaxError);
    }

    /** Returns the number of characters read. */
    public int position() {
        return position;
    }
}
