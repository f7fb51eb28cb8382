package ai.fourminds.rds.cli.export.folder;

import ai.fourminds.rds.cli.failure.CommandFailure;
import ai.fourminds.rds.cli.failure.Fault;
import ai.fourminds.rds.export.Manifest;
import ai.fourminds.rds.export.TableReport;
import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;

/** A manifest as the lines of a journal: one for the export without its tables, and one for each table. Stateless. */
final class JournalLines {
    private static final ObjectMapper JSON =
            new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    private JournalLines() {}

    static byte[] of(Manifest manifest) throws IOException {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        lines.write(line(manifest.withTables(List.of())));
        for (TableReport table : manifest.tables()) {
            lines.write(line(table));
        }
        return lines.toByteArray();
    }

    /** The line of a table, or of an export. */
    static byte[] line(Record content) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        line.write(JSON.writeValueAsBytes(content));
        line.write('\n');
        return line.toByteArray();
    }

    /** Reads a journal; a line that was cut off when its writer died counts for nothing, nor does what follows it. */
    static Manifest read(Path journal) throws IOException, CommandFailure {
        try (MappingIterator<JsonNode> lines = JSON.readerFor(JsonNode.class).readValues(Files.readAllBytes(journal))) {
            Manifest plan = JSON.treeToValue(lines.nextValue(), Manifest.class);
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
                    ? Optional.of(JSON.treeToValue(lines.nextValue(), TableReport.class))
                    : Optional.empty();
        } catch (JacksonException e) {
            // The cut-off line; its table is exported again.
            return Optional.empty();
        }
    }

    /** A file that says nothing of an export. */
    static CommandFailure unreadable(Path file, Exception cause) {
        Fault fault = Fault.usage(
                "resume-unreadable",
                "'" + file + "' is not what an export leaves behind, so nothing can be resumed from it.",
                "Start anew with --overwrite or another folder.");
        return new CommandFailure(fault, cause);
    }
}
