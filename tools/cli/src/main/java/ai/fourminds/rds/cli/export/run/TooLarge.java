package ai.fourminds.rds.cli.export.run;

import java.io.IOException;

/** A row that does not fit into this program's memory, as the database sends it in one piece. */
final class TooLarge extends IOException {
    private static final long serialVersionUID = 1L;
    private static final long MIB = 1024 * 1024;

    private TooLarge(String message, Throwable cause) {
        super(message, cause);
    }

    static TooLarge of(OutOfMemoryError cause) {
        long memory = Runtime.getRuntime().maxMemory() / MIB;
        return new TooLarge(
                "a row is larger than the memory that was left of " + memory + " MiB; give more with"
                        + " FOURMINDS_RDS_JAVA_OPTS=-Xmx" + (memory / 1024 + 1) * 4
                        + "g and fewer --jobs, or leave the large column out with --query",
                cause);
    }
}
