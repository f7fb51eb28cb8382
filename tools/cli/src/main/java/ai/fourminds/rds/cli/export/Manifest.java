package ai.fourminds.rds.cli.export;

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
import java.util.Map;
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
 * @param consistency {@code one-snapshot}, {@code snapshot-per-channel} or {@code snapshot-per-table}; {@code resumed}
 *     when files of an earlier run were kept, which no snapshot of this one covers
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

    private static final String RESUMED = "resumed";
    private static final String FILES = "files";
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
        return new Manifest(
                tool,
                toolVersion,
                demo,
                instance,
                region,
                database,
                engine,
                consistency,
                startedAt,
                finishedAt,
                maxRows,
                options,
                List.copyOf(reports));
    }

    /** The same, kept files among it. */
    Manifest resumed() {
        return new Manifest(
                tool,
                toolVersion,
                demo,
                instance,
                region,
                database,
                engine,
                RESUMED,
                startedAt,
                finishedAt,
                maxRows,
                options,
                tables);
    }

    /** The same, ended. */
    Manifest finishedAt(String instant) {
        return new Manifest(
                tool,
                toolVersion,
                demo,
                instance,
                region,
                database,
                engine,
                consistency,
                startedAt,
                instant,
                maxRows,
                options,
                tables);
    }

    /** As UTF-8 JSON with a final line feed. */
    public byte[] toJson() throws JsonProcessingException {
        return lineFed(PRETTY.writeValueAsBytes(this));
    }

    /**
     * A journal's beginning: a line for the export without its tables, one for the files it is going to write, and one for
     * each table.
     */
    byte[] toJsonLines(List<String> files) throws IOException {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        lines.write(lineFed(LINES.writeValueAsBytes(withTables(List.of()))));
        lines.write(lineFed(LINES.writeValueAsBytes(Map.of(FILES, files))));
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
            if (lines.hasNextValue()) {
                lines.nextValue();
            }
            List<TableReport> tables = new ArrayList<>();
            for (Optional<TableReport> table = next(lines); table.isPresent(); table = next(lines)) {
                tables.add(table.get());
            }
            return plan.withTables(tables);
        } catch (JacksonException | NoSuchElementException e) {
            throw unreadable(journal, e);
        }
    }

    /** The files that a journal's export was going to write. */
    static List<String> plannedFiles(Path journal) throws IOException {
        try (MappingIterator<JsonNode> lines =
                LINES.readerFor(JsonNode.class).readValues(Files.readAllBytes(journal))) {
            lines.nextValue();
            List<String> files = new ArrayList<>();
            lines.nextValue().path(FILES).forEach(file -> files.add(file.asText()));
            return files;
        } catch (JacksonException | NoSuchElementException e) {
            // Cut off before its export wrote anything.
            return List.of();
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
