package ai.fourminds.rds.spark.write;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** {@code export.json}, with the command line's fields; without tables, it says what an export was asked for. Immutable. */
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
        Options options,
        List<TableEntry> tables) {

    public static final String TOOL = "fourminds-rds-spark";

    private static final ObjectMapper JSON =
            new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    private static final ObjectWriter PRETTY = JSON.writer().with(SerializationFeature.INDENT_OUTPUT);

    /** What else files depend on. */
    public record Options(
            List<String> selection, boolean guardFormulas, String nullText, String compression, String format) {
        /** Copies the list. */
        public Options {
            selection = List.copyOf(selection);
        }
    }

    /** Copies the list. */
    public Manifest {
        tables = List.copyOf(tables);
    }

    public Manifest finished(List<TableEntry> entries, String instant, String agreement) {
        return new Manifest(
                tool,
                toolVersion,
                demo,
                instance,
                region,
                database,
                engine,
                agreement,
                startedAt,
                instant,
                maxRows,
                options,
                entries);
    }

    /** In what the files of two exports would differ. */
    List<String> differences(Manifest other) {
        List<String> found = new ArrayList<>();
        compare("region", region, other.region, found);
        compare("instance", instance, other.instance, found);
        compare("database", database, other.database, found);
        compare("engine", engine, other.engine, found);
        compare("the form of files", form(), other.form(), found);
        return found;
    }

    private Options form() {
        return new Options(
                List.of(), options.guardFormulas(), options.nullText(), options.compression(), options.format());
    }

    private static void compare(String what, Object one, Object other, List<String> found) {
        if (!Objects.equals(one, other)) {
            found.add(what);
        }
    }

    /** Whether every table is there. */
    public boolean complete() {
        return tables.stream().allMatch(TableEntry::isExported);
    }

    /** As UTF-8. */
    public byte[] toJson() throws IOException {
        return json(this);
    }

    static byte[] json(Object value) throws IOException {
        return PRETTY.writeValueAsBytes(value);
    }

    static <T> T parse(byte[] json, Class<T> type) throws IOException {
        return JSON.readValue(json, type);
    }
}
