package ai.fourminds.rds.cli.output;

import ai.fourminds.rds.cli.failure.Fault;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.Writer;
import java.util.Map;

/** Writes records, maps, lists and simple values as JSON. Stateless. */
public final class Json {
    private static final ObjectMapper MAPPER =
            new ObjectMapper().configure(JsonGenerator.Feature.AUTO_CLOSE_TARGET, false);

    private Json() {}

    /** Writes a value and a line feed to standard output. */
    public static void print(Object value, Console console) throws IOException {
        write(value, console.data());
        console.data().write("\n");
        console.flush();
    }

    /** Writes a value in one line. */
    public static void line(Object value, Console console) throws IOException {
        MAPPER.writeValue(console.data(), value);
        console.data().write("\n");
    }

    /** Writes a value to a writer, and does not close it. */
    public static void write(Object value, Writer out) throws IOException {
        MAPPER.writerWithDefaultPrettyPrinter().writeValue(out, value);
    }

    /** Returns a fault as an object with the single member {@code error}. */
    public static String fault(Fault fault) throws IOException {
        return MAPPER.writeValueAsString(Map.of("error", fault));
    }
}
