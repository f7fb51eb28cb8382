package ai.fourminds.rds.spark.write;

import ai.fourminds.rds.export.TableReport;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.util.List;

/** The manifest, and what is recorded of its tables, as JSON without what only the command line knows of a table. Stateless. */
public final class ManifestJson {

    private static final ObjectMapper JSON = new ObjectMapper()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .addMixIn(TableReport.class, Table.class)
            .addMixIn(TableReport.Column.class, Column.class);
    private static final ObjectWriter PRETTY = JSON.writer().with(SerializationFeature.INDENT_OUTPUT);

    @JsonIgnoreProperties(
            value = {"kind", "subset", "rowSecurity", "columnPrivileges", "snapshot", "earlierFile"},
            allowSetters = true)
    interface Table {
        @JsonInclude(JsonInclude.Include.ALWAYS)
        List<TableReport.Part> parts();

        @JsonProperty("exported")
        boolean complete();
    }

    @JsonIgnoreProperties(value = "cells", allowSetters = true)
    interface Column {}

    private ManifestJson() {}

    /** As UTF-8. */
    public static byte[] of(Record content) throws IOException {
        return PRETTY.writeValueAsBytes(content);
    }

    static <T> T parse(byte[] json, Class<T> type) throws IOException {
        return JSON.readValue(json, type);
    }
}
