package ai.fourminds.rds.plugin.export;

/**
 * The number of connections that an export may open beyond one per channel. A caller takes one before it connects, and
 * gives it back once it is closed. Thread-safe.
 */
public interface SpareConnections {

    /** No spare connections. */
    SpareConnections NONE = new SpareConnections() {
        @Override
        public boolean take() {
            return false;
        }

        @Override
        public void release() {}
    };

    /** Returns whether one more connection may be opened now; never waits. */
    boolean take();

    /** Returns a taken connection: it is closed, or could not be opened. */
    void release();
}
