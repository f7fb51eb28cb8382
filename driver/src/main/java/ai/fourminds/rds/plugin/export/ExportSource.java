package ai.fourminds.rds.plugin.export;

import ai.fourminds.rds.plugin.catalogue.TableName;
import java.util.Objects;

/** What one CSV holds. */
public sealed interface ExportSource {

    /**
     * A table or view.
     *
     * @param subset what is wanted of it
     */
    record OfTable(TableName table, TableSubset subset) implements ExportSource {
        /** Refuses null. */
        public OfTable {
            Objects.requireNonNull(table, "table");
            Objects.requireNonNull(subset, "subset");
        }

        /** All of it. */
        public OfTable(TableName table) {
            this(table, TableSubset.ALL);
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
