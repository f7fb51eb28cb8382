package ai.fourminds.rds.export;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How files are packed. */
public enum Compression {
    /** Not at all. */
    @JsonProperty("none")
    NONE(""),
    /** RFC 1952, at the fastest level. */
    @JsonProperty("gzip")
    GZIP(".gz"),
    /** Zstandard, RFC 8878. */
    @JsonProperty("zstd")
    ZSTD(".zst");

    private final String ending;

    Compression(String ending) {
        this.ending = ending;
    }

    /** What file names end in, the format's own ending included. */
    public String fileEnding(FileFormat format) {
        return "." + format.word() + ending;
    }
}
