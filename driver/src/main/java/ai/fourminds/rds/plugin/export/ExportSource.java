package ai.fourminds.rds.plugin.export;

import ai.fourminds.rds.plugin.catalogue.TableName;
import java.util.Objects;

/** The source of one CSV file. */
public sealed interface ExportSource {

    /**
     * A table or view.
     *
     * @param subset the part to export
     */
    record OfTable(TableName table, TableSubset subset) implements ExportSource {
        /** Refuses null. */
        public OfTable {
            Objects.requireNonNull(table, "table");
            Objects.requireNonNull(subset, "subset");
        }

        /** Creates a source with the whole table. */
        public OfTable(TableName table) {
            this(table, TableSubset.ALL);
        }
    }

    /**
     * The result of one read-only query of the user.
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
