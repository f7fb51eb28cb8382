package ai.fourminds.rds.plugins.common.query;

import java.sql.SQLException;
import java.util.Locale;
import java.util.Set;

/** An engine's syntax for comments, strings and quoted names. Implementations are stateless and thread-safe. */
public interface LexicalRules {

    /** The first words of queries. */
    Set<String> QUERIES = Set.of("SELECT", "WITH", "VALUES", "TABLE");

    /** Returns the engine's SQLState of a syntax error. */
    String syntaxError();

    /** Skips the comment that is next; false if there is none. */
    boolean skipComment(SqlCursor sql) throws SQLException;

    /** Skips the string or quoted name that is next; false if there is none. */
    boolean skipQuoted(SqlCursor sql) throws SQLException;

    /**
     * Checks a word that is neither quoted nor in a comment.
     *
     * @param isFirst whether it begins the statement
     */
    default void accept(SqlCursor sql, String word, boolean isFirst) throws SQLException {
        String keyword = word.toUpperCase(Locale.ROOT);
        if (isFirst && !QUERIES.contains(keyword)) {
            throw sql.fault(
                    "it is no query but begins with " + keyword + "; write one that begins with SELECT or WITH");
        }
    }

    /**
     * Called for each parenthesis, before it is counted.
     *
     * @param opens whether it opens; else it closes
     */
    default void parenthesis(SqlCursor sql, boolean opens) {}
}
