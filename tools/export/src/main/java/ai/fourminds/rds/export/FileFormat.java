package ai.fourminds.rds.export;

import java.util.Locale;

/** What an export's files hold. */
public enum FileFormat {
    /** Comma separated values. */
    CSV,
    /** One JSON object per row. */
    JSONL;

    /** As manifests have it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
