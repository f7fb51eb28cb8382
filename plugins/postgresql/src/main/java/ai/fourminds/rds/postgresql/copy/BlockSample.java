package ai.fourminds.rds.postgresql.copy;

import ai.fourminds.rds.postgresql.catalogue.CopySource;
import java.sql.SQLException;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Draws a large table's sample from some of its blocks, themselves drawn at random, so that it need not be read whole.
 * Each row is equally likely; rows of one block come together a little more often than by chance. Stateless.
 */
final class BlockSample {

    /** Smaller tables are read whole. */
    private static final long LEAST_BLOCKS = 1024;

    private BlockSample() {}

    /** Returns the same source if it has no sample, has a condition, or has too few blocks. */
    static CopySource of(SnapshotReader reader, CopySource source) throws SQLException {
        boolean candidate = source.sample() > 0
                && source.sample() < Long.MAX_VALUE / 4
                && source.relation().estimatedBlocks() > 0
                && !source.hasCondition()
                && !source.relation().rowSecurity();
        // Two blocks per row: far more rows than needed, except in tables with few rows per block.
        double share = Math.max(LEAST_BLOCKS, 2 * source.sample())
                * 100.0
                / Math.max(1, source.relation().estimatedBlocks());
        if (!candidate || share > 50) {
            return source;
        }
        CopySource some = source.fromBlocks(String.format(
                Locale.ROOT,
                " TABLESAMPLE pg_catalog.system (%.6f) REPEATABLE (%d)",
                share,
                ThreadLocalRandom.current().nextInt(Integer.MAX_VALUE)));
        reader.cancellation().beforeStatement();
        // REPEATABLE, so that COPY reads the blocks that are counted here.
        String rows = reader.read(some.count(" LIMIT " + source.sample())).get(0);
        return Long.parseLong(rows) == source.sample() ? some : source;
    }
}
