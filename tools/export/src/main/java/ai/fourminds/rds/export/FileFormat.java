package ai.fourminds.rds.export;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** The format of an export's files. */
public enum FileFormat {
    /** Comma separated values. */
    @JsonProperty("csv")
    CSV,
    /** One JSON object per row. */
    @JsonProperty("jsonl")
    JSONL;

    /** Returns the name in manifests. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
