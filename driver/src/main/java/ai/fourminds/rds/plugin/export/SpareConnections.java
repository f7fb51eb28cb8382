package ai.fourminds.rds.plugin.export;

/**
 * How many connections an export may open beyond one for each of its channels. A caller takes one before it connects, and gives
 * it back once it is closed. Thread-safe.
 */
public interface SpareConnections {

    /** There are none. */
    SpareConnections NONE = new SpareConnections() {
        @Override
        public boolean take() {
            return false;
        }

        @Override
        public void giveBack() {}
    };

    /** Whether one more may be opened now; never waits. */
    boolean take();

    /** After the connection is closed, or could not be opened. */
    void giveBack();
}
