package ai.fourminds.rds.postgresql.copy;

/**
 * Consecutive blocks of a table. Immutable.
 *
 * @param from the first block
 * @param to the block after the last; negative for all that follow
 */
record BlockRange(long from, long to) {

    /**
     * Returns the range as an SQL condition. Names operators with their schema: a user's condition beside it may have
     * its own.
     */
    String condition() {
        String start = "ctid OPERATOR(pg_catalog.>=) '(" + from + ",0)'::pg_catalog.tid";
        return to < 0 ? start : start + " AND ctid OPERATOR(pg_catalog.<) '(" + to + ",0)'::pg_catalog.tid";
    }
}
