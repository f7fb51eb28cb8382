package ai.fourminds.rds.cli.export.run;

import ai.fourminds.rds.plugin.export.SpareConnections;
import java.util.concurrent.Semaphore;

/** The connections of {@code --jobs} that no worker needs, for tables that several of them can read. Thread-safe. */
final class SparePermits implements SpareConnections {
    private final Semaphore left;

    SparePermits(int number) {
        this.left = new Semaphore(number);
    }

    @Override
    public boolean take() {
        return left.tryAcquire();
    }

    @Override
    public void giveBack() {
        left.release();
    }
}
