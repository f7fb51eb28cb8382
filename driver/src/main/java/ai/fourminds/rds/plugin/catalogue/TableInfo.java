package ai.fourminds.rds.plugin.catalogue;

import java.util.Objects;

/**
 * A table in a listing.
 *
 * @param name the exact name
 * @param estimatedRows the server's estimate; 0 if it has none yet
 * @param columns number of columns
 * @param sizeBytes on-disk bytes of data, indexes and out-of-line values
 * @param kind the kind of table
 */
public record TableInfo(TableName name, long estimatedRows, int columns, long sizeBytes, TableKind kind) {

    /** Refuses negative figures. */
    public TableInfo {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(kind, "kind");
        if (estimatedRows < 0 || columns < 0 || sizeBytes < 0) {
            throw new IllegalArgumentException("negative figure for " + name.qualified());
        }
    }

    /** Creates a base table. */
    public TableInfo(TableName name, long estimatedRows, int columns, long sizeBytes) {
        this(name, estimatedRows, columns, sizeBytes, TableKind.TABLE);
    }

    /** Returns the same table with another kind. */
    public TableInfo as(TableKind is) {
        return new TableInfo(name, estimatedRows, columns, sizeBytes, is);
    }
}
