package ai.fourminds.rds.plugins.common.query;

import java.sql.SQLException;

/** How an engine writes comments, strings and quoted names. Implementations are stateless and thread-safe. */
public interface LexicalRules {

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
    default void accept(SqlCursor sql, String word, boolean isFirst) throws SQLException {}

    /**
     * Hears of a parenthesis, before it counts.
     *
     * @param opens or closes
     */
    default void parenthesis(SqlCursor sql, boolean opens) {}
}
