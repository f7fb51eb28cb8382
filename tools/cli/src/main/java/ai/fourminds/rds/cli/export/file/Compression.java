package ai.fourminds.rds.cli.export.file;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.io.OutputStream;

/** How a CSV is packed. */
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

    /** A stream that packs into another one, which its owner flushes and closes. */
    public PackedStream over(OutputStream beneath) throws IOException {
        return new PackedStream(this, beneath);
    }
}
