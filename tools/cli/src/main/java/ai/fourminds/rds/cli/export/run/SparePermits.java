package ai.fourminds.rds.cli.export.run;

import ai.fourminds.rds.plugin.export.SpareConnections;
import java.util.concurrent.Semaphore;

/** Counts the connections that no worker needs, so that a channel can read one table through several. Thread-safe. */
record SparePermits(Semaphore free) implements SpareConnections {

    /** With {@code --jobs 1}, returns none forever: tables are then read in one piece. */
    static SpareConnections of(int jobs, int workers) {
        return jobs == 1 ? NONE : new SparePermits(new Semaphore(jobs - workers));
    }

    @Override
    public boolean take() {
        return free.tryAcquire();
    }

    @Override
    public void release() {
        free.release();
    }
}
