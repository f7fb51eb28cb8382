package ai.fourminds.rds.cli.output;

import ai.fourminds.rds.cli.failure.Fault;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.Writer;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes records, maps, lists and simple values as JSON. Stateless. */
public final class Json {
    private static final ObjectMapper MAPPER =
            new ObjectMapper().configure(JsonGenerator.Feature.AUTO_CLOSE_TARGET, false);

    private Json() {}

    /** Writes a value and a line feed to standard output. */
    public static void print(Object value, Console console) throws IOException {
        MAPPER.writerWithDefaultPrettyPrinter().writeValue(console.data(), value);
        console.data().write("\n");
        console.flush();
    }

    /** Writes a value in one line. */
    public static void line(Object value, Console console) throws IOException {
        MAPPER.writeValue(console.data(), value);
        console.data().write("\n");
    }

    /** Returns a pretty-printing generator that does not close the writer. */
    public static JsonGenerator generator(Writer out) throws IOException {
        return MAPPER.createGenerator(out).useDefaultPrettyPrinter();
    }

    /** Returns a fault as an object with the single member {@code error}. */
    public static String fault(Fault fault) throws IOException {
        Map<String, @Nullable String> error = new LinkedHashMap<>();
        error.put("code", fault.code());
        error.put("sqlState", fault.sqlState());
        error.put("headline", fault.headline());
        error.put("detail", fault.detail());
        error.put("remedy", fault.remedy());
        return MAPPER.writeValueAsString(Map.of("error", error));
    }
}
