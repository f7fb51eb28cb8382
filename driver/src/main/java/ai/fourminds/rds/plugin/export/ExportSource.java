package ai.fourminds.rds.plugin.export;

import ai.fourminds.rds.plugin.catalogue.TableName;
import java.util.Objects;

/** What one CSV holds. */
public sealed interface ExportSource {

    /** All columns of a base table. */
    record OfTable(TableName table) implements ExportSource {
        /** Refuses null. */
        public OfTable {
            Objects.requireNonNull(table, "table");
        }
    }

    /**
     * The result of one read-only query of the user's.
     *
     * @param sql one statement; a closing semicolon is allowed
     */
    record OfQuery(String sql) implements ExportSource {
        /** Refuses null. */
        public OfQuery {
            Objects.requireNonNull(sql, "sql");
        }
    }
}
