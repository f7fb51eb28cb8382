package ai.fourminds.rds.export;

import ai.fourminds.rds.plugin.catalogue.CellType;
import ai.fourminds.rds.plugin.catalogue.DroppedColumn;
import ai.fourminds.rds.plugin.catalogue.ExportedColumn;
import ai.fourminds.rds.plugin.catalogue.TableName;
import ai.fourminds.rds.plugin.export.ExportResult;
import ai.fourminds.rds.plugin.export.ExportResult.Remark;
import ai.fourminds.rds.plugin.export.ExportSource;
import ai.fourminds.rds.plugin.export.TableSubset;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The entry of one table or query in the manifest.
 *
 * @param name the qualified name, or the name given to a query
 * @param schema the exact schema, null for queries and for engines without schemas
 * @param table the exact table name, null for queries
 * @param query the SQL of a query, null for tables
 * @param kind {@code table}, {@code view}, {@code materialized-view}, {@code foreign-table} or {@code query}; null in
 *     manifests of earlier versions
 * @param subset the requested part of the table: columns, condition, sample; null for all of it
 * @param file the name of the file, or of the folder of {@code parts}; null unless exported
 * @param rows data rows in the file
 * @param truncated whether the table has more rows than the file
 * @param rowSecurity whether the database shows the user only some of the table's rows; not known for queries
 * @param columnPrivileges whether columns are missing that the user may not read; not known for queries
 * @param estimatedRows the server's estimate before the export, null if it had none
 * @param bytes the file's size
 * @param uncompressedBytes the file's size before compression, null for an uncompressed file
 * @param sha256 the file's SHA-256 in lower-case hex, null unless exported, and null for a folder
 * @param durationMillis the duration of the export
 * @param snapshot when the server took the snapshot that was read, by its clock, as an ISO 8601 instant in UTC; null if
 *     unknown
 * @param columns the columns in the file
 * @param droppedColumns the columns left out
 * @param status how it ended
 * @param error why the export of the table failed, else null
 * @param earlierFile the earlier export's file that still has the name of the one that failed, else null
 * @param note a remark on the file, else null
 * @param parts the files in the folder, for a table that was exported as several
 */
public record TableReport(
        String name,
        @Nullable String schema,
        @Nullable String table,
        @Nullable String query,
        @Nullable String kind,
        @Nullable TableSubset subset,
        @Nullable String file,
        long rows,
        boolean truncated,
        boolean rowSecurity,
        boolean columnPrivileges,
        @Nullable Long estimatedRows,
        long bytes,
        @Nullable Long uncompressedBytes,
        @Nullable String sha256,
        long durationMillis,
        @Nullable String snapshot,
        List<Column> columns,
        List<Dropped> droppedColumns,
        Status status,
        @Nullable String error,
        @Nullable String earlierFile,
        @Nullable String note,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Part> parts) {

    private static final ExportResult NOTHING = new ExportResult(0, false, List.of(), List.of(), Set.of(), null);

    /** How a table's export ended. */
    public enum Status {
        /** The file is complete. */
        EXPORTED,
        /** No file was written. */
        FAILED,
        /** The time limit passed; no file was written. */
        TIMED_OUT;

        /** Returns the status as the manifest spells it. */
        @JsonValue
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /**
     * A column in the file, with its type as the engine declares it.
     *
     * @param cells the type of the cells: {@link CellType} in lower case; null in manifests of earlier versions
     */
    public record Column(String name, String type, @Nullable String cells) {

        /** Returns the manifest's entry for a column. */
        public static Column of(ExportedColumn column) {
            return new Column(
                    column.name(), column.declaredType(), column.cells().name().toLowerCase(Locale.ROOT));
        }

        /** Returns the type of the cells, or {@link CellType#TEXT} if the manifest lacks it. */
        public CellType cellType() {
            return Stream.of(CellType.values())
                    .filter(type -> type.name().equalsIgnoreCase(cells))
                    .findFirst()
                    .orElse(CellType.TEXT);
        }
    }

    /** A column that was left out, and the reason. */
    public record Dropped(String name, String type, String reason) {}

    /**
     * One of several files of a table.
     *
     * @param rows data rows in the file; null in a listing of a folder
     * @param sha256 in lower-case hex, null if unknown
     */
    public record Part(
            String file,
            @Nullable Long rows,
            long bytes,
            @Nullable String sha256) {}

    /** Copies the lists. {@code parts} is null where the JSON lacks it. */
    public TableReport {
        columns = List.copyOf(columns);
        droppedColumns = List.copyOf(droppedColumns);
        parts = parts == null ? List.of() : List.copyOf(parts);
    }

    /** Whether the table was exported. */
    public boolean complete() {
        return status == Status.EXPORTED;
    }

    /** Returns this entry alone as JSON. */
    public byte[] toJson() throws JsonProcessingException {
        return Manifest.json(this);
    }

    /** Reads what {@link #toJson} wrote. */
    public static TableReport parse(byte[] json) throws IOException {
        return Manifest.parse(json, TableReport.class);
    }

    /** Whether this entry is of the task's table or query. */
    public boolean isOf(ExportTask task) {
        TableName of = tableOf(task);
        return name.equals(task.name())
                && Objects.equals(schema, of == null ? null : of.schema())
                && Objects.equals(table, of == null ? null : of.name())
                && Objects.equals(query, queryOf(task))
                && Objects.equals(subset, subsetOf(task));
    }

    /** Returns the entry of a table that was exported to one file. */
    public static TableReport exported(ExportTask task, ExportResult result, Digest digest, long millis) {
        return exported(task, result, digest, List.of(), millis);
    }

    /** Returns the entry of a table that was exported to a folder of files. */
    public static TableReport exported(ExportTask task, ExportResult result, List<Part> parts, long millis) {
        long bytes = parts.stream().mapToLong(Part::bytes).sum();
        return exported(task, result, new Digest(bytes, null, null), parts, millis);
    }

    private static TableReport exported(
            ExportTask task, ExportResult result, Digest digest, List<Part> parts, long millis) {
        return of(task, result, digest, parts, millis, task.file(), Status.EXPORTED, null, null, note(result));
    }

    /** Returns the entry of a table of which no file was written. */
    public static TableReport unfinished(ExportTask task, Status status, String error, long millis) {
        return of(task, NOTHING, new Digest(0, null, null), List.of(), millis, null, status, error, null, null);
    }

    /** Returns this entry of an unfinished task, with the earlier file that is still there. */
    public TableReport besideEarlier(ExportTask task) {
        String note = task.file() + " is of an earlier export";
        return of(
                task,
                NOTHING,
                new Digest(0, null, null),
                parts,
                durationMillis,
                null,
                status,
                error,
                task.file(),
                note);
    }

    private static TableReport of(
            ExportTask task,
            ExportResult result,
            Digest digest,
            List<Part> parts,
            long millis,
            @Nullable String file,
            Status status,
            @Nullable String error,
            @Nullable String earlierFile,
            @Nullable String note) {
        TableName table = tableOf(task);
        return new TableReport(
                task.name(),
                table == null ? null : table.schema(),
                table == null ? null : table.name(),
                queryOf(task),
                task.kind(),
                subsetOf(task),
                file,
                result.rows(),
                result.truncated(),
                result.remarks().contains(Remark.ROW_SECURITY),
                result.remarks().contains(Remark.COLUMN_PRIVILEGES),
                task.estimatedRows(),
                digest.bytes(),
                digest.uncompressedBytes(),
                digest.sha256(),
                millis,
                result.snapshot() == null ? null : result.snapshot().takenAt().toString(),
                result.columns().stream().map(Column::of).toList(),
                result.dropped().stream().map(TableReport::dropped).toList(),
                status,
                error,
                earlierFile,
                note,
                parts);
    }

    private static @Nullable String note(ExportResult result) {
        List<String> notes = new ArrayList<>(Remarks.of(result));
        if (result.snapshot() != null && result.snapshot().reason() != null) {
            notes.add("read in a later snapshot, because the first was lost: "
                    + result.snapshot().reason());
        }
        if (result.columns().isEmpty()) {
            notes.add("no exportable columns");
        }
        return notes.isEmpty() ? null : String.join("; ", notes);
    }

    private static @Nullable TableName tableOf(ExportTask task) {
        return task.source() instanceof ExportSource.OfTable source ? source.table() : null;
    }

    private static @Nullable TableSubset subsetOf(ExportTask task) {
        return task.source() instanceof ExportSource.OfTable source
                        && !source.subset().equals(TableSubset.ALL)
                ? source.subset()
                : null;
    }

    private static @Nullable String queryOf(ExportTask task) {
        return task.source() instanceof ExportSource.OfQuery source ? source.sql() : null;
    }

    private static Dropped dropped(DroppedColumn column) {
        return new Dropped(column.name(), column.declaredType(), column.reason());
    }
}
