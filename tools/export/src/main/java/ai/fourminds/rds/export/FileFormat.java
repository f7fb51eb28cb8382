package ai.fourminds.rds.export;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** What an export's files hold. */
public enum FileFormat {
    /** Comma separated values. */
    @JsonProperty("csv")
    CSV,
    /** One JSON object per row. */
    @JsonProperty("jsonl")
    JSONL;

    /** As manifests have it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
