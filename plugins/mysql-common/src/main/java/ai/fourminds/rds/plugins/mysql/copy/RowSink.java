package ai.fourminds.rds.plugins.mysql.copy;

import java.io.IOException;

/** Takes the rows of a text result as they come off the wire. */
@FunctionalInterface
interface RowSink {

    /** One row: cells with their lengths in front, in {@code bytes} from {@code from} on; valid during this call only. */
    void row(byte[] bytes, int from, int to) throws IOException;

    /** One row that memory has no room for; it is lost. */
    default void tooLarge(long bytes) {
        throw new IllegalStateException("a row of " + bytes + " bytes");
    }
}
