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

    BlockRange get(long index) {
        return new BlockRange(index * each, index + 1 < count() ? (index + 1) * each : -1);
    }
}
