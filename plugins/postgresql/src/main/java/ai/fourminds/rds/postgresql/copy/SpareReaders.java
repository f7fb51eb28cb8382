package ai.fourminds.rds.postgresql.copy;

import ai.fourminds.rds.plugin.ConnectionSource;
import ai.fourminds.rds.plugin.export.CsvOptions;
import ai.fourminds.rds.plugin.export.SpareConnections;
import ai.fourminds.rds.plugins.common.JdbiWork;
import ai.fourminds.rds.postgresql.catalogue.CopySource;
import java.sql.SQLException;
import java.util.List;

/**
 * Further readers for large tables, and which tables are large. Immutable and thread-safe.
 *
 * @param spare how many readers there may be
 * @param connections where they come from
 * @param snapshot what they read; where the server exports none, there are no readers
 * @param cut from what size on, and how, tables are cut
 */
record SpareReaders(SpareConnections spare, ConnectionSource connections, HeldSnapshot snapshot, Cut cut) {

    /**
     * Sizes in blocks of the table, which are 8 KiB nearly everywhere.
     *
     * @param least what is smaller is read whole: a second connection would hardly have begun
     * @param each what is read at once; of the ranges being read, all but the first are kept in memory
     */
    record Cut(long least, long each) {
        static final Cut USUAL = new Cut(2048, 256);
    }

    private static final String BLOCKS = """
            SELECT pg_catalog.pg_relation_size(CAST(:relation AS pg_catalog.oid))
                   / pg_catalog.current_setting('block_size')::pg_catalog.int8
            """;

    /** How a source is cut; the reader then holds the lock that keeps it from being rewritten. */
    BlockRanges ranges(SnapshotReader reader, CopySource source, CsvOptions options) throws SQLException {
        boolean candidate = snapshot.id() != null
                && options.maxRows() == 0
                && spare != SpareConnections.NONE
                && source.isDivisible()
                && source.estimatedBlocks() >= cut.least();
        if (!candidate) {
            return BlockRanges.WHOLE;
        }
        if (!isScan(reader.read(source.plan()))) {
            // Each range would go through the index anew.
            return BlockRanges.WHOLE;
        }
        long blocks = JdbiWork.on(
                reader.handle(),
                handle -> handle.createQuery(BLOCKS)
                        .bind("relation", source.relation())
                        .mapTo(Long.class)
                        .one());
        return blocks < cut.least() ? BlockRanges.WHOLE : new BlockRanges(blocks, cut.each());
    }

    /**
     * One more reader, which holds the source's locks: waiting for them behind somebody who waits for the first reader's would
     * never end.
     */
    SnapshotReader open(CopySource source) throws SQLException {
        SnapshotReader reader = SnapshotReader.open(connections, snapshot, List.of());
        try {
            reader.start();
            if (source.runsUsersCode()) {
                reader.unpinPath();
            }
            lockSoon(reader, source);
            return reader;
        } catch (SQLException | RuntimeException failure) {
            try (reader) {
                throw failure;
            }
        }
    }

    private static void lockSoon(SnapshotReader reader, CopySource source) throws SQLException {
        JdbiWork.on(reader.handle(), handle -> handle.execute("SET LOCAL lock_timeout = '1s'"));
        reader.read(source.plan());
        JdbiWork.on(reader.handle(), handle -> handle.execute("SET LOCAL lock_timeout TO DEFAULT"));
    }

    /** Whether a plan reads the table from its first block to its last, in parallel or not. */
    private static boolean isScan(List<String> plan) {
        return plan.stream()
                .filter(line -> !line.startsWith("Gather") && !line.startsWith("  Workers Planned"))
                .findFirst()
                .filter(line -> line.matches("( *-> *Parallel )?Seq Scan on .*"))
                .isPresent();
    }
}
