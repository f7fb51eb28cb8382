package ai.fourminds.rds.postgresql.copy;

/**
 * A table divided into ranges with the same number of blocks; the last has no end, because the table may have grown.
 * Immutable.
 *
 * @param blocks the table's number of blocks
 * @param each the number of blocks per range
 */
record BlockRanges(long blocks, long each) {

    /** A table that is not divided. */
    static final BlockRanges WHOLE = new BlockRanges(0, 1);

    boolean areSeveral() {
        return count() > 1;
    }

    long count() {
        return Math.max(1, (blocks + each - 1) / each);
    }

    /**
     * Returns a range as an SQL condition. Names operators with their schema: a user's condition beside it may have its
     * own.
     */
    String condition(long index) {
        String start = "ctid OPERATOR(pg_catalog.>=) '(" + index * each + ",0)'::pg_catalog.tid";
        return index + 1 < count()
                ? start + " AND ctid OPERATOR(pg_catalog.<) '(" + (index + 1) * each + ",0)'::pg_catalog.tid"
                : start;
    }
}
