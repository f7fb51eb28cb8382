package ai.fourminds.rds.spark.write;

import ai.fourminds.rds.plugin.catalogue.TableInfo;
import ai.fourminds.rds.spark.selection.TableTask;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the manifest says of one table: the fields of the command line's, and the table's files. (A table is a folder of files
 * here, which has no SHA-256 of its own.)
 *
 * @param parts the files in the folder {@code file}
 */
public record TableEntry(
        String name,
        @Nullable String schema,
        @Nullable String table,
        @Nullable String query,
        @Nullable String file,
        long rows,
        boolean truncated,
        @Nullable Long estimatedRows,
        long bytes,
        @Nullable Long uncompressedBytes,
        @Nullable String sha256,
        long durationMillis,
        List<Column> columns,
        List<Dropped> droppedColumns,
        Status status,
        @Nullable String error,
        @Nullable String note,
        List<Part> parts) {

    /** How a table's export ended. */
    public enum Status {
        /** All of it is there. */
        @JsonProperty("exported")
        EXPORTED,
        /** Nothing is there. */
        @JsonProperty("failed")
        FAILED
    }

    /** A column in the files. */
    public record Column(String name, String type) {}

    /** A column left out, and why. */
    public record Dropped(String name, String type, String reason) {}

    /**
     * A file of the table.
     *
     * @param rows data rows in it; null in a list of files that were only listed
     * @param sha256 in lower-case hex, null where Spark wrote it
     */
    public record Part(
            String file,
            @Nullable Long rows,
            long bytes,
            @Nullable String sha256) {}

    /** Copies the lists. */
    public TableEntry {
        columns = List.copyOf(columns);
        droppedColumns = List.copyOf(droppedColumns);
        parts = List.copyOf(parts);
    }

    public static TableEntry exported(TableTask task, Written written, long millis) {
        TableInfo info = task.info();
        return new TableEntry(
                info.name().qualified(),
                info.name().schema(),
                info.name().name(),
                null,
                task.folder(),
                written.rows(),
                false,
                info.estimatedRows(),
                written.parts().stream().mapToLong(Part::bytes).sum(),
                null,
                null,
                millis,
                written.columns(),
                written.dropped(),
                Status.EXPORTED,
                null,
                written.columns().isEmpty() ? "no exportable columns" : null,
                written.parts());
    }

    public static TableEntry failed(TableTask task, String error, long millis) {
        TableInfo info = task.info();
        return new TableEntry(
                info.name().qualified(),
                info.name().schema(),
                info.name().name(),
                null,
                null,
                0,
                false,
                info.estimatedRows(),
                0,
                null,
                null,
                millis,
                List.of(),
                List.of(),
                Status.FAILED,
                error,
                null,
                List.of());
    }

    public boolean isExported() {
        return status == Status.EXPORTED;
    }

    /**
     * What was written of a table.
     *
     * @param rows data rows in all files
     */
    public record Written(long rows, List<Column> columns, List<Dropped> dropped, List<Part> parts) {}
}
