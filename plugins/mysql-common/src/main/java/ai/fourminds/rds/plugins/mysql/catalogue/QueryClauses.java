package ai.fourminds.rds.plugins.mysql.catalogue;

import ai.fourminds.rds.plugins.common.query.LexicalRules;
import ai.fourminds.rds.plugins.common.query.QueryText;
import ai.fourminds.rds.plugins.common.query.SqlCursor;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Set;

/**
 * A user's query with the clauses outside of its parentheses, which decide where a LIMIT can be added without changing
 * the query's meaning. Used by one thread.
 */
public final class QueryClauses implements LexicalRules {

    private static final Set<String> LIMITS = Set.of("LIMIT", "FETCH", "OFFSET");
    private static final Set<String> COMPOUNDS = Set.of("UNION", "EXCEPT", "INTERSECT", "MINUS");

    private String text = "";
    private int depth;
    private int opened = -1;
    private int closed;
    private String word = "";
    private int wordAt;
    private boolean ordered;
    private boolean limited;
    private boolean compound;
    private int lock = -1;

    private QueryClauses() {}

    /** Parses one statement; removes parentheses around all of it. */
    public static QueryClauses of(String sql) throws SQLException {
        QueryClauses clauses = new QueryClauses();
        clauses.text = QueryText.single(sql, clauses);
        return clauses.word.isEmpty() ? of(clauses.text.substring(clauses.opened + 1, clauses.closed)) : clauses;
    }

    /** Returns the query, without a closing semicolon. */
    String text() {
        return text;
    }

    boolean isOrdered() {
        return ordered;
    }

    /** Returns whether it is a UNION or another compound. */
    boolean isCompound() {
        return compound;
    }

    /**
     * Adds a LIMIT, before a locking clause; returns the query unchanged if it has its own.
     *
     * @param nests whether the server applies a LIMIT after a parenthesised query to the result of the LIMIT inside
     */
    String withLimit(String limit, boolean nests) {
        boolean parenthesised = opened >= 0 && !compound;
        if (limited || (parenthesised && !nests)) {
            return text;
        }
        // The line break ends a comment at the query's end.
        return lock < 0 ? text + "\n" + limit : text.substring(0, lock) + "\n" + limit + "\n" + text.substring(lock);
    }

    @Override
    public String syntaxError() {
        return FamilyRules.INSTANCE.syntaxError();
    }

    @Override
    public boolean skipComment(SqlCursor sql) throws SQLException {
        return FamilyRules.INSTANCE.skipComment(sql);
    }

    @Override
    public boolean skipQuoted(SqlCursor sql) throws SQLException {
        return FamilyRules.INSTANCE.skipQuoted(sql);
    }

    @Override
    public void parenthesis(SqlCursor sql, boolean opens) {
        if (opens) {
            // After a word, the parenthesis belongs to that word.
            opened = depth == 0 && word.isEmpty() && opened < 0 ? sql.position() : opened;
            depth++;
        } else {
            closed = sql.position();
            depth--;
        }
    }

    @Override
    public void accept(SqlCursor sql, String next, boolean isFirst) throws SQLException {
        FamilyRules.INSTANCE.accept(sql, next, isFirst);
        if (depth > 0) {
            return;
        }
        String before = word;
        int beforeAt = wordAt;
        wordAt = sql.position() - next.length();
        word = next.toUpperCase(Locale.ROOT);
        ordered |= before.equals("ORDER") && word.equals("BY");
        limited |= LIMITS.contains(word);
        compound |= COMPOUNDS.contains(word);
        boolean locks = (before.equals("FOR") && (word.equals("UPDATE") || word.equals("SHARE")))
                || (before.equals("LOCK") && word.equals("IN"));
        if (locks && lock < 0) {
            lock = beforeAt;
        }
    }
}
