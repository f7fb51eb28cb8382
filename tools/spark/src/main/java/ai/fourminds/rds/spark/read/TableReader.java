package ai.fourminds.rds.spark.read;

import ai.fourminds.rds.plugin.catalogue.TableInfo;
import java.sql.Connection;
import java.sql.SQLException;

/** How an engine's tables are cut into parts that tasks read at the same time. Stateless and thread-safe. */
public sealed interface TableReader permits PostgresqlTables, FamilyTables {

    /** Far more tasks than that cost more than they bring. */
    int MOST_PARTS = 10_000;

    /** Tables below this are not worth a second connection. */
    long SMALL = 8L << 20;

    /** The reader of an engine by its plugin's name. */
    static TableReader of(String engine) {
        return engine.equals("postgresql") ? new PostgresqlTables() : new FamilyTables();
    }

    /** A name as SQL of the engine has it. */
    String quoted(String name);

    /**
     * Asks the catalogue; reads no rows beyond the ends of a key. Locks that it takes last until the transaction ends.
     *
     * @param oneSnapshot whether all parts of the table are read in one snapshot
     */
    TablePlan plan(Connection connection, TableInfo table, Cut cut, boolean oneSnapshot) throws SQLException;

    /**
     * How finely to cut.
     *
     * @param taskBytes at most so much for a task
     * @param parallelism tasks that run at the same time
     */
    record Cut(long taskBytes, int parallelism) {
        public int parts(long bytes) {
            long bySize = (bytes + taskBytes - 1) / taskBytes;
            long parts = bytes < SMALL ? bySize : Math.max(bySize, parallelism);
            return (int) Math.max(1, Math.min(MOST_PARTS, parts));
        }
    }
}
