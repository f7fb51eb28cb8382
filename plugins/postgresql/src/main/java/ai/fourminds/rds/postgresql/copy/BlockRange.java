package ai.fourminds.rds.postgresql.copy;

/**
 * Consecutive blocks of a table. Immutable.
 *
 * @param from the first
 * @param to the one behind the last; negative for all that follow
 */
record BlockRange(long from, long to) {

    /** What follows FROM in SQL, for a table known as {@code t}. */
    String condition() {
        String start = " WHERE t.ctid >= '(" + from + ",0)'::pg_catalog.tid";
        return to < 0 ? start : start + " AND t.ctid < '(" + to + ",0)'::pg_catalog.tid";
    }
}
