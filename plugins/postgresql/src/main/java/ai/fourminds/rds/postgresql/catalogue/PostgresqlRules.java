package ai.fourminds.rds.postgresql.catalogue;

import ai.fourminds.rds.plugins.common.query.LexicalRules;
import ai.fourminds.rds.plugins.common.query.SqlCursor;
import java.sql.SQLException;

/** PostgreSQL's lexical rules: strings, quoted names, dollar quotes, nested comments. Stateless and thread-safe. */
enum PostgresqlRules implements LexicalRules {
    INSTANCE(false),
    /** For {@code standard_conforming_strings} off, which a query may set for later ones. */
    BACKSLASHES(true);

    private final boolean everywhere;

    /** @param everywhere whether backslashes escape also in strings without an E */
    PostgresqlRules(boolean everywhere) {
        this.everywhere = everywhere;
    }

    @Override
    public String syntaxError() {
        return "42601";
    }

    @Override
    public boolean skipComment(SqlCursor sql) throws SQLException {
        if (sql.sees("--")) {
            sql.skipTo("\n\r");
            return true;
        }
        if (!sql.sees("/*")) {
            return false;
        }
        int nesting = 0;
        do {
            if (sql.isAtEnd()) {
                throw sql.fault("a comment does not end");
            }
            boolean opens = sql.sees("/*");
            boolean closes = sql.sees("*/");
            nesting += opens ? 1 : closes ? -1 : 0;
            sql.skip(opens || closes ? 2 : 1);
        } while (nesting > 0);
        return true;
    }

    @Override
    public boolean skipQuoted(SqlCursor sql) throws SQLException {
        switch (sql.next()) {
            case '\'' -> skipString(sql, everywhere || isEscapeString(sql));
            case '"' -> sql.skipQuoted(false);
            case '$' -> skipDollarQuoted(sql);
            default -> {
                return false;
            }
        }
        return true;
    }

    /** Skips a string. It continues, by the same rule, in the next quotes after a line break. */
    private static void skipString(SqlCursor sql, boolean backslashEscapes) throws SQLException {
        sql.skipQuoted(backslashEscapes);
        int blank = 0;
        boolean newLine = false;
        while (" \t\n\r\f\u000b".indexOf(sql.peek(blank)) >= 0) {
            newLine |= sql.peek(blank) == '\n' || sql.peek(blank) == '\r';
            blank++;
        }
        if (newLine && sql.peek(blank) == '\'') {
            sql.skip(blank);
            skipString(sql, backslashEscapes);
        }
    }

    /** Skips {@code $tag$…$tag$}, or the dollar sign of a parameter or an operator. */
    private static void skipDollarQuoted(SqlCursor sql) throws SQLException {
        StringBuilder tag = new StringBuilder("$");
        for (char c = sql.peek(1); SqlCursor.isWordPart(c) && c != '$'; c = sql.peek(tag.length())) {
            tag.append(c);
        }
        boolean isTag = sql.peek(tag.length()) == '$' && !Character.isDigit(sql.peek(1));
        if (!isTag) {
            sql.skip(1);
            return;
        }
        tag.append('$');
        sql.skipBeyond(tag.toString(), tag.length(), "a dollar quote does not end");
    }

    private static boolean isEscapeString(SqlCursor sql) {
        char before = sql.peek(-1);
        return (before == 'E' || before == 'e') && !SqlCursor.isWordPart(sql.peek(-2));
    }
}
