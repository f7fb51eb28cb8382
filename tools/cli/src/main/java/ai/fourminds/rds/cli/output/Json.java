package ai.fourminds.rds.cli.output;

import ai.fourminds.rds.cli.failure.Fault;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
import org.jspecify.annotations.Nullable;

/** JSON in pieces. Stateless. */
public final class Json {
    private static final JsonFactory FACTORY = new JsonFactory();

    private Json() {}

    /** A pretty-printing generator that leaves the writer open. */
    public static JsonGenerator generator(Writer out) throws IOException {
        return FACTORY.createGenerator(out)
                .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
                .useDefaultPrettyPrinter();
    }

    /** A string, a whole number, a truth value or null. */
    public static void value(JsonGenerator json, @Nullable Object value) throws IOException {
        if (value == null) {
            json.writeNull();
        } else if (value instanceof Boolean truth) {
            json.writeBoolean(truth);
        } else if (value instanceof Number number) {
            json.writeNumber(number.longValue());
        } else {
            json.writeString(value.toString());
        }
    }

    static String fault(Fault fault) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(text)) {
            json.writeStartObject();
            json.writeObjectFieldStart("error");
            json.writeStringField("code", fault.code());
            json.writeStringField("sqlState", fault.sqlState());
            json.writeStringField("headline", fault.headline());
            json.writeStringField("detail", fault.detail());
            json.writeStringField("remedy", fault.remedy());
            json.writeEndObject();
            json.writeEndObject();
        }
        return text.toString();
    }
}
