package ai.fourminds.rds.postgresql.copy;

import ai.fourminds.rds.plugin.export.SpareConnections;
import java.util.concurrent.Semaphore;

/** So many spare connections, counted. Thread-safe. */
final class CountedSpare implements SpareConnections {

    private final int most;
    private final Semaphore left;

    CountedSpare(int most) {
        this.most = most;
        this.left = new Semaphore(most);
    }

    int taken() {
        return most - left.availablePermits();
    }

    @Override
    public boolean take() {
        return left.tryAcquire();
    }

    @Override
    public void release() {
        left.release();
    }
}
