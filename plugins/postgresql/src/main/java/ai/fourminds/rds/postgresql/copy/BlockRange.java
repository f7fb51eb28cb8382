package ai.fourminds.rds.postgresql.copy;

/**
 * Consecutive blocks of a table. Immutable.
 *
 * @param from the first
 * @param to the one behind the last; negative for all that follow
 */
record BlockRange(long from, long to) {

    /** Of a table's rows, in SQL; a condition beside it may have operators of the user's. */
    String condition() {
        String start = "ctid OPERATOR(pg_catalog.>=) '(" + from + ",0)'::pg_catalog.tid";
        return to < 0 ? start : start + " AND ctid OPERATOR(pg_catalog.<) '(" + to + ",0)'::pg_catalog.tid";
    }
}
