package ai.fourminds.rds.plugins.common;

import org.jdbi.v3.core.statement.ParsedSql;
import org.jdbi.v3.core.statement.SqlParser;
import org.jdbi.v3.core.statement.StatementContext;

/**
 * Finds {@code :name} in the project's own statements, which have no comments and double quotes within quotes. Jdbi's
 * own parser uses a full grammar, whose loading costs a short run a quarter of a second. Stateless and thread-safe.
 */
final class NamedParameters implements SqlParser {

    @Override
    public ParsedSql parse(String sql, StatementContext context) {
        return parse(sql);
    }

    static ParsedSql parse(String sql) {
        ParsedSql.Builder parsed = ParsedSql.builder();
        int copied = 0;
        int at = 0;
        while (at < sql.length()) {
            int end = endOfName(sql, at);
            if (end > at) {
                parsed.append(sql.substring(copied, at)).appendNamedParameter(sql.substring(at + 1, end));
                copied = end;
                at = end;
            } else {
                at = behind(sql, at);
            }
        }
        return parsed.append(sql.substring(copied)).build();
    }

    @Override
    public String nameParameter(String rawName, StatementContext context) {
        return ":" + rawName;
    }

    /** Returns the position after the parameter that begins here; this position if none does. */
    private static int endOfName(String sql, int at) {
        int end = at + 1;
        if (sql.charAt(at) != ':' || end == sql.length() || !Character.isJavaIdentifierStart(sql.charAt(end))) {
            return at;
        }
        while (end < sql.length() && Character.isJavaIdentifierPart(sql.charAt(end))) {
            end++;
        }
        return end;
    }

    /** Returns the position after the string, quoted name, double colon of a cast, or single character here. */
    private static int behind(String sql, int at) {
        char c = sql.charAt(at);
        if (c == '\'' || c == '"' || c == '`') {
            int close = sql.indexOf(c, at + 1);
            return close < 0 ? sql.length() : close + 1;
        }
        return c == ':' && sql.startsWith("::", at) ? at + 2 : at + 1;
    }
}
