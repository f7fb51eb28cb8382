package ai.fourminds.rds.export;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** The format of an export's files. */
public enum FileFormat {
    /** Comma separated values. */
    CSV,
    /** One JSON object per row. */
    JSONL;

    /** Returns the name in manifests. */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
