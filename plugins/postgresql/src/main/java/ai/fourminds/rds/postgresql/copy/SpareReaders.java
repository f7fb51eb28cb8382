package ai.fourminds.rds.postgresql.copy;

import ai.fourminds.rds.plugin.ConnectionSource;
import ai.fourminds.rds.plugin.export.CsvOptions;
import ai.fourminds.rds.plugin.export.SpareConnections;
import ai.fourminds.rds.plugins.common.JdbiWork;
import ai.fourminds.rds.postgresql.catalogue.CopySource;
import java.sql.SQLException;
import java.util.List;

/**
 * Opens further readers for large tables, and decides which tables are large. Immutable and thread-safe.
 *
 * @param spare the number of readers allowed
 * @param connections opens their connections
 * @param snapshot the snapshot to read; without an exported snapshot there are no further readers
 * @param cut the sizes that decide whether and how a table is divided
 */
record SpareReaders(SpareConnections spare, ConnectionSource connections, HeldSnapshot snapshot, Cut cut) {

    /**
     * Sizes in the table's blocks, which are 8 KiB nearly everywhere.
     *
     * @param least smaller tables are read whole: a second connection would hardly have started
     * @param each the size of one range; all ranges being read except the first are kept in memory
     */
    record Cut(long least, long each) {
        static final Cut DEFAULT = new Cut(2048, 256);
    }

    private static final String BLOCKS = """
            SELECT pg_catalog.pg_relation_size(CAST(:relation AS pg_catalog.oid))
                   / pg_catalog.current_setting('block_size')::pg_catalog.int8
            """;

    /** Returns how to divide a source. The reader then holds the lock that keeps the table from being rewritten. */
    BlockRanges ranges(SnapshotReader reader, CopySource source, CsvOptions options) throws SQLException {
        boolean candidate = snapshot.id() != null
                && options.maxRows() == 0
                && spare != SpareConnections.NONE
                && source.isDivisible()
                && source.relation().estimatedBlocks() >= cut.least();
        if (!candidate) {
            return BlockRanges.WHOLE;
        }
        if (!isScan(reader.read(source.plan()))) {
            // Each range would scan the index again.
            return BlockRanges.WHOLE;
        }
        long blocks = JdbiWork.on(
                reader.handle(),
                handle -> handle.createQuery(BLOCKS)
                        .bind("relation", source.relation().oid())
                        .mapTo(Long.class)
                        .one());
        return blocks < cut.least() ? BlockRanges.WHOLE : new BlockRanges(blocks, cut.each());
    }

    /**
     * Opens a further reader with the source's locks. Limits its wait for them: it could wait behind a session that
     * waits for the first reader's lock, and so forever.
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

    /** Returns whether a plan reads the table sequentially, in parallel or not. */
    private static boolean isScan(List<String> plan) {
        return plan.stream()
                .filter(line -> !line.startsWith("Gather") && !line.startsWith("  Workers Planned"))
                .findFirst()
                .filter(line -> line.matches("( *-> *Parallel )?Seq Scan on .*"))
                .isPresent();
    }
}
