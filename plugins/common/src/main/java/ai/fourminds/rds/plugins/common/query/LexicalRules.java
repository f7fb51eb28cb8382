package ai.fourminds.rds.plugins.common.query;

import java.sql.SQLException;
import java.util.Locale;
import java.util.Set;

/** How an engine writes comments, strings and quoted names. Implementations are stateless and thread-safe. */
public interface LexicalRules {

    /** What queries begin with. */
    Set<String> QUERIES = Set.of("SELECT", "WITH", "VALUES", "TABLE");

    /** The engine's SQLState of a syntax error. */
    String syntaxError();

    /** Goes beyond the comment that is next; false where none is. */
    boolean skipComment(SqlCursor sql) throws SQLException;

    /** Goes beyond the string or quoted name that is next; false where none is. */
    boolean skipQuoted(SqlCursor sql) throws SQLException;

    /**
     * Judges a word that is neither quoted nor in a comment.
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
     * Hears of a parenthesis, before it counts.
     *
     * @param opens or closes
     */
    default void parenthesis(SqlCursor sql, boolean opens) {}
}
