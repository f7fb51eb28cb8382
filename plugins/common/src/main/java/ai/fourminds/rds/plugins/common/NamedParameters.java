package ai.fourminds.rds.plugins.common;

import org.jdbi.v3.core.statement.ParsedSql;
import org.jdbi.v3.core.statement.SqlParser;
import org.jdbi.v3.core.statement.StatementContext;

/**
 * Finds {@code :name} in statements that are our own: no comments, and quotes within quotes are doubled. Jdbi's own parser
 * takes all of SQL by a grammar, which costs a short run a quarter of a second. Stateless and thread-safe.
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

    /** Behind the parameter that begins here; here where none does. */
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

    /** Behind the string, the quoted name, the two colons of a cast, or else the character here. */
    private static int behind(String sql, int at) {
        char c = sql.charAt(at);
        if (c == '\'' || c == '"' || c == '`') {
            int close = sql.indexOf(c, at + 1);
            return close < 0 ? sql.length() : close + 1;
        }
        return c == ':' && sql.startsWith("::", at) ? at + 2 : at + 1;
    }
}
