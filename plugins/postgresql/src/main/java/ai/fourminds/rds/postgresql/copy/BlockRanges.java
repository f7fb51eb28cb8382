package ai.fourminds.rds.postgresql.copy;

/**
 * A table cut into ranges of as many blocks each, of which the last has no end: a table may have grown. Immutable.
 *
 * @param blocks how many blocks the table has
 * @param each blocks to a range
 */
record BlockRanges(long blocks, long each) {

    /** A table that is not cut. */
    static final BlockRanges WHOLE = new BlockRanges(0, 1);

    boolean areSeveral() {
        return count() > 1;
    }

    long count() {
        return Math.max(1, (blocks + each - 1) / each);
    }

    BlockRange get(long index) {
        return new BlockRange(index * each, index + 1 < count() ? (index + 1) * each : -1);
    }
}
