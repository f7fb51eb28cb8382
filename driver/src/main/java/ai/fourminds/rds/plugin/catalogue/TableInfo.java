package ai.fourminds.rds.plugin.catalogue;

import java.util.Objects;

/**
 * One line of a table listing.
 *
 * @param name the exact name
 * @param estimatedRows the server's estimate; 0 when it has none yet
 * @param columns number of columns
 * @param sizeBytes on-disk bytes of data, indexes and out-of-line values
 * @param kind what it is
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

    /** A base table. */
    public TableInfo(TableName name, long estimatedRows, int columns, long sizeBytes) {
        this(name, estimatedRows, columns, sizeBytes, TableKind.TABLE);
    }

    /** The same of a kind. */
    public TableInfo as(TableKind is) {
        return new TableInfo(name, estimatedRows, columns, sizeBytes, is);
    }
}
