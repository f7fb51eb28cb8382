package ai.fourminds.rds.spark.read;

import ai.fourminds.rds.plugin.catalogue.TableInfo;
import java.sql.Connection;
import java.sql.SQLException;

/** Cuts an engine's tables into parts that tasks read concurrently. Stateless and thread-safe. */
public sealed interface TableReader permits PostgresqlTables, FamilyTables {

    /** More tasks than this cost more than they save. */
    int MAX_PARTS = 10_000;

    /** Tables below this many bytes do not justify a second connection. */
    long SMALL = 8L << 20;

    /** Returns the reader of an engine by its plugin's name. */
    static TableReader of(String engine) {
        return engine.equals("postgresql") ? new PostgresqlTables() : new FamilyTables();
    }

    /** Quotes a name for the engine's SQL. */
    String quoted(String name);

    /**
     * Plans from the catalogue and the ends of a key; reads no other rows. Locks that it takes last until the
     * transaction ends.
     *
     * @param oneSnapshot whether all parts of the table are read in one snapshot
     */
    TablePlan plan(Connection connection, TableInfo table, Cut cut, boolean oneSnapshot) throws SQLException;

    /**
     * Limits for the parts.
     *
     * @param taskBytes the most bytes of a table that one task reads
     * @param parallelism how many tasks run at the same time
     */
    record Cut(long taskBytes, int parallelism) {
        public int parts(long bytes) {
            long bySize = (bytes + taskBytes - 1) / taskBytes;
            long parts = bytes < SMALL ? bySize : Math.max(bySize, parallelism);
            return (int) Math.max(1, Math.min(MAX_PARTS, parts));
        }
    }
}
