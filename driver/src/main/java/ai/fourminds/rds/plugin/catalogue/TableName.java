package ai.fourminds.rds.plugin.catalogue;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The exact name of a table, unquoted, as the server's catalogue spells it.
 *
 * @param schema the schema, or null for engines whose databases are schemas (the MySQL family)
 * @param name the table's own name
 */
public record TableName(@Nullable String schema, String name) {

    /** Refuses a null name. */
    public TableName {
        Objects.requireNonNull(name, "name");
    }

    /** Returns {@code schema.name}, or the name alone; for users and manifests, not for SQL. */
    public String qualified() {
        return schema == null ? name : schema + "." + name;
    }
}
