package ai.fourminds.rds.cli.export.run;

import ai.fourminds.rds.plugin.export.SpareConnections;
import java.util.concurrent.Semaphore;

/** The connections of {@code --jobs} that no worker needs, for tables that several of them can read. Thread-safe. */
final class SparePermits implements SpareConnections {
    private final Semaphore left;

    private SparePermits(int number) {
        this.left = new Semaphore(number);
    }

    /** Where there is one connection for all, there are none ever: tables are read in one piece, with no wait between parts. */
    static SpareConnections of(int jobs, int workers) {
        return jobs == 1 ? SpareConnections.NONE : new SparePermits(jobs - workers);
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
