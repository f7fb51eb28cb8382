package ai.fourminds.rds.plugins.mysql.copy;

import java.io.IOException;

/** Receives the rows of a text result from the network. */
@FunctionalInterface
interface RowSink {

    /**
     * Receives a row: cells, each after its length, in {@code bytes} from {@code from} on; valid during this call only.
     */
    void row(byte[] bytes, int from, int to) throws IOException;

    /** Called for a row that does not fit into memory; the row is lost. */
    default void tooLarge(long bytes) {
        throw new IllegalStateException("a row of " + bytes + " bytes");
    }
}
