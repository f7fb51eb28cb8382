package ai.fourminds.rds.cli.export;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/**
 * {@code export.json}: what an export wrote, names exact.
 *
 * @param tool this program's name
 * @param toolVersion its version
 * @param demo whether the data came from the demo's local stand-in
 * @param instance the DB instance identifier
 * @param database the database
 * @param engine the instance's RDS engine
 * @param consistency {@code one-snapshot}, {@code snapshot-per-channel} or {@code snapshot-per-table}
 * @param startedAt ISO 8601 instant, UTC
 * @param finishedAt ISO 8601 instant, UTC
 * @param maxRows the row cap per table, 0 for none
 * @param tables one entry per table, in the order asked for
 */
public record Manifest(
        String tool,
        String toolVersion,
        boolean demo,
        String instance,
        String database,
        String engine,
        String consistency,
        String startedAt,
        String finishedAt,
        long maxRows,
        List<TableReport> tables) {
    /** The tool that writes them. */
    public static final String TOOL = "fourminds-rds";

    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    /** Copies the list. */
    public Manifest {
        tables = List.copyOf(tables);
    }

    /** Whether every table is there. */
    public boolean complete() {
        return tables.stream().allMatch(table -> table.status() == TableReport.Status.EXPORTED);
    }

    /** As UTF-8 JSON with a final line feed. */
    public byte[] toJson() throws JsonProcessingException {
        byte[] json = JSON.writeValueAsBytes(this);
        byte[] lines = Arrays.copyOf(json, json.length + 1);
        lines[json.length] = '\n';
        return lines;
    }

    /** Reads what {@link #toJson} wrote. */
    public static Manifest parse(byte[] json) throws IOException {
        return JSON.readValue(json, Manifest.class);
    }
}
