package ai.fourminds.rds.plugins.common.query;

import java.sql.SQLException;
import java.sql.SQLSyntaxErrorException;

/** A place in a user's SQL, and the steps that all engines' lexical rules are made of. Used by one thread. */
public final class SqlCursor {

    private final String sql;
    private final String syntaxError;
    private final String complaint;
    private int position;

    /** @param complaint how {@link #fault} begins */
    SqlCursor(String sql, String syntaxError, String complaint) {
        this.sql = sql;
        this.complaint = complaint;
        this.syntaxError = syntaxError;
    }

    /** Whether all has been read. */
    public boolean isAtEnd() {
        return position >= sql.length();
    }

    /** The character that is next. */
    public char next() {
        return sql.charAt(position);
    }

    /** Whether this text is next. */
    public boolean sees(String text) {
        return sql.startsWith(text, position);
    }

    /** The character so far from the next one, backwards too; NUL outside the text. */
    public char peek(int offset) {
        int index = position + offset;
        return index >= 0 && index < sql.length() ? sql.charAt(index) : '\0';
    }

    /** Passes over some characters. */
    public void skip(int characters) {
        position += characters;
    }

    /** Goes to the next of these characters, or to the end. */
    public void skipTo(String ends) {
        while (!isAtEnd() && ends.indexOf(next()) < 0) {
            position++;
        }
    }

    /** Goes beyond the next place of a text after some characters. */
    public void skipBeyond(String text, int characters, String faultWithout) throws SQLException {
        int found = sql.indexOf(text, position + characters);
        if (found < 0) {
            throw fault(faultWithout);
        }
        position = found + text.length();
    }

    /** Goes beyond the closing quote; one written twice is none. */
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

    /** Passes over a word and returns it; empty where none is next. */
    public String skipWord() {
        int begin = position;
        while (!isAtEnd() && isWordPart(next())) {
            position++;
        }
        return sql.substring(begin, position);
    }

    /** Letters, digits, what is not ASCII, underscore and dollar sign. */
    public static boolean isWordPart(char c) {
        return c == '_' || c == '$' || c > 127 || Character.isLetterOrDigit(c);
    }

    /** What to throw where the SQL is not what it should be. */
    public SQLException fault(String what) {
        return new SQLSyntaxErrorException(complaint + ": " + what, syntaxError);
    }

    /** How many characters have been read. */
    public int position() {
        return position;
    }
}
