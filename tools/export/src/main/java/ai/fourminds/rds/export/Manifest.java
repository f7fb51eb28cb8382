package ai.fourminds.rds.export;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The content of {@code export.json}: what an export wrote, with exact names.
 *
 * @param tool the program that wrote it
 * @param toolVersion its version
 * @param demo whether the data came from the demo's local RDS
 * @param instance the DB instance identifier
 * @param region its AWS region
 * @param database the database
 * @param engine the instance's RDS engine
 * @param consistency {@code one-snapshot}, {@code snapshot-per-channel} or {@code snapshot-per-table}; {@code
 *     snapshot-replaced} when the one snapshot was lost and tables are of a later one; {@code resumed} when files of an
 *     earlier run were kept, which no snapshot of this one covers
 * @param startedAt ISO 8601 instant, UTC
 * @param finishedAt ISO 8601 instant, UTC; null in a journal
 * @param maxRows the row cap per table, 0 for none
 * @param options the other options of the export
 * @param tables one entry per table, in the order of the request
 */
public record Manifest(
        String tool,
        String toolVersion,
        boolean demo,
        String instance,
        String region,
        String database,
        String engine,
        String consistency,
        String startedAt,
        @Nullable String finishedAt,
        long maxRows,
        ExportOptions options,
        List<TableReport> tables) {
    /** The {@code tool} of exports by the command line. */
    public static final String TOOL = "fourminds-rds";

    private static final String ONE_SNAPSHOT = "one-snapshot";
    private static final String REPLACED = "snapshot-replaced";
    private static final String RESUMED = "resumed";
    private static final ObjectMapper JSON =
            new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    private static final ObjectWriter PRETTY = JSON.writer().with(SerializationFeature.INDENT_OUTPUT);

    /** Refuses nulls, which a file can hold, and copies the list. */
    public Manifest {
        Objects.requireNonNull(tool, "tool");
        Objects.requireNonNull(instance, "instance");
        Objects.requireNonNull(region, "region");
        Objects.requireNonNull(database, "database");
        Objects.requireNonNull(options, "options");
        tables = List.copyOf(tables);
    }

    /** Whether every table was exported. */
    public boolean complete() {
        return tables.stream().allMatch(TableReport::complete);
    }

    /** Returns this manifest with these tables. */
    public Manifest withTables(Collection<TableReport> reports) {
        return with(consistency, finishedAt, List.copyOf(reports));
    }

    /** Returns this manifest for an export that kept files of an earlier run. */
    public Manifest resumed() {
        return with(RESUMED, finishedAt, tables);
    }

    /** Returns this manifest with its end, and with the consistency that the tables' snapshots prove. */
    public Manifest finishedAt(String instant) {
        long snapshots = tables.stream()
                .map(TableReport::snapshot)
                .filter(Objects::nonNull)
                .distinct()
                .count();
        boolean replaced = consistency.equals(ONE_SNAPSHOT) && snapshots > 1;
        return with(replaced ? REPLACED : consistency, instant, tables);
    }

    /** Returns the options whose difference makes the files differ. Ignores which tables were chosen. */
    public List<String> differences(Manifest other) {
        ExportOptions now = other.options;
        List<String> found = new ArrayList<>();
        compare("tool", tool, other.tool, found);
        compare("region", region, other.region, found);
        compare("instance", instance, other.instance, found);
        compare("database", database, other.database, found);
        compare("engine", engine, other.engine, found);
        compare("--max-rows", maxRows, other.maxRows, found);
        compare("--guard-formulas", options.guardFormulas(), now.guardFormulas(), found);
        compare("--null-text", options.nullText(), now.nullText(), found);
        compare("--geometry", options.geometry(), now.geometry(), found);
        compare("the files' format", options.format(), now.format(), found);
        compare("the files' compression", options.compression(), now.compression(), found);
        return found;
    }

    private static void compare(String what, Object one, Object other, List<String> differences) {
        if (!one.equals(other)) {
            differences.add(what);
        }
    }

    private Manifest with(String how, @Nullable String finished, List<TableReport> reports) {
        return new Manifest(
                tool,
                toolVersion,
                demo,
                instance,
                region,
                database,
                engine,
                how,
                startedAt,
                finished,
                maxRows,
                options,
                reports);
    }

    /** Returns this manifest as UTF-8 JSON with a final line feed. */
    public byte[] toJson() throws JsonProcessingException {
        return json(this);
    }

    /** Reads what {@link #toJson} wrote. */
    public static Manifest parse(byte[] json) throws IOException {
        return parse(json, Manifest.class);
    }

    static byte[] json(Record content) throws JsonProcessingException {
        byte[] json = PRETTY.writeValueAsBytes(content);
        byte[] line = Arrays.copyOf(json, json.length + 1);
        line[json.length] = '\n';
        return line;
    }

    static <T> T parse(byte[] json, Class<T> type) throws IOException {
        return JSON.readValue(json, type);
    }
}
