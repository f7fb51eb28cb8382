package ai.fourminds.rds.export;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The compression of an export's files. */
public enum Compression {
    /** No compression. */
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

    /** Returns the ending of file names, the format's own ending included, such as {@code .csv.gz}. */
    public String fileEnding(FileFormat format) {
        return "." + format.word() + ending;
    }
}
