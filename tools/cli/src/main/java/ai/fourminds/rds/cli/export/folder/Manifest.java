package ai.fourminds.rds.cli.export.folder;

import ai.fourminds.rds.cli.export.ExportOptions;
import ai.fourminds.rds.cli.export.TableReport;
import ai.fourminds.rds.cli.failure.CommandFailure;
import ai.fourminds.rds.cli.failure.Fault;
import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code export.json}: what an export wrote, names exact.
 *
 * @param tool this program's name
 * @param toolVersion its version
 * @param demo whether the data came from the demo's local stand-in
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
 * @param options what else was asked for
 * @param tables one entry per table, in the order asked for
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
    /** The tool that writes them. */
    public static final String TOOL = "fourminds-rds";

    private static final String ONE_SNAPSHOT = "one-snapshot";
    private static final String REPLACED = "snapshot-replaced";
    private static final String RESUMED = "resumed";
    private static final ObjectMapper LINES =
            new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    private static final ObjectWriter PRETTY = LINES.writer().with(SerializationFeature.INDENT_OUTPUT);

    /** Refuses nulls where a file may have them, and copies the list. */
    public Manifest {
        Objects.requireNonNull(tool, "tool");
        Objects.requireNonNull(instance, "instance");
        Objects.requireNonNull(region, "region");
        Objects.requireNonNull(database, "database");
        Objects.requireNonNull(options, "options");
        tables = List.copyOf(tables);
    }

    /** Whether every table is there. */
    public boolean complete() {
        return tables.stream().allMatch(table -> table.status() == TableReport.Status.EXPORTED);
    }

    /** The same export with these tables. */
    Manifest withTables(Collection<TableReport> reports) {
        return with(consistency, finishedAt, List.copyOf(reports));
    }

    /** The same, kept files among it. */
    Manifest resumed() {
        return with(RESUMED, finishedAt, tables);
    }

    /** The same, ended; whether its tables are of one snapshot is known now. */
    Manifest finishedAt(String instant) {
        long snapshots = tables.stream()
                .map(TableReport::snapshot)
                .filter(Objects::nonNull)
                .distinct()
                .count();
        boolean replaced = consistency.equals(ONE_SNAPSHOT) && snapshots > 1;
        return with(replaced ? REPLACED : consistency, instant, tables);
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

    /** As UTF-8 JSON with a final line feed. */
    public byte[] toJson() throws JsonProcessingException {
        return lineFed(PRETTY.writeValueAsBytes(this));
    }

    /** A journal's beginning: a line for the export without its tables, and one for each table. */
    byte[] toJsonLines() throws IOException {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        lines.write(lineFed(LINES.writeValueAsBytes(withTables(List.of()))));
        for (TableReport table : tables) {
            lines.write(line(table));
        }
        return lines.toByteArray();
    }

    /** A table's line in a journal. */
    static byte[] line(TableReport table) throws JsonProcessingException {
        return lineFed(LINES.writeValueAsBytes(table));
    }

    /** Reads what {@link #toJson} wrote. */
    public static Manifest parse(byte[] json) throws IOException {
        return LINES.readValue(json, Manifest.class);
    }

    static Manifest read(Path manifest) throws IOException, CommandFailure {
        try {
            return parse(Files.readAllBytes(manifest));
        } catch (JacksonException e) {
            throw unreadable(manifest, e);
        }
    }

    /** Reads a journal; a line that was cut off when its writer died counts for nothing, nor does what follows it. */
    static Manifest readLines(Path journal) throws IOException, CommandFailure {
        try (MappingIterator<JsonNode> lines =
                LINES.readerFor(JsonNode.class).readValues(Files.readAllBytes(journal))) {
            Manifest plan = LINES.treeToValue(lines.nextValue(), Manifest.class);
            List<TableReport> tables = new ArrayList<>();
            for (Optional<TableReport> table = next(lines); table.isPresent(); table = next(lines)) {
                tables.add(table.get());
            }
            return plan.withTables(tables);
        } catch (JacksonException | NoSuchElementException e) {
            throw unreadable(journal, e);
        }
    }

    private static Optional<TableReport> next(MappingIterator<JsonNode> lines) throws IOException {
        try {
            return lines.hasNextValue()
                    ? Optional.of(LINES.treeToValue(lines.nextValue(), TableReport.class))
                    : Optional.empty();
        } catch (JacksonException e) {
            // The cut-off line; its table is exported again.
            return Optional.empty();
        }
    }

    private static byte[] lineFed(byte[] json) {
        byte[] line = Arrays.copyOf(json, json.length + 1);
        line[json.length] = '\n';
        return line;
    }

    private static CommandFailure unreadable(Path file, Exception cause) {
        Fault fault = Fault.usage(
                "resume-unreadable",
                "'" + file + "' is not what an export leaves behind, so nothing can be resumed from it.",
                "Start anew with --overwrite or another folder.");
        return new CommandFailure(fault, cause);
    }
}
