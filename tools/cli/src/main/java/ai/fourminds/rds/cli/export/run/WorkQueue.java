package ai.fourminds.rds.cli.export.run;

import ai.fourminds.rds.export.ExportTask;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** The tables that wait for a worker, and how many workers are left. Thread-safe. */
final class WorkQueue {
    private final Deque<ExportTask> waiting;
    private int workers;
    /** Workers with a table and no connection yet. */
    private int connecting;

    private boolean interrupted;

    WorkQueue(Collection<ExportTask> tasks, int workers) {
        this.waiting = new ArrayDeque<>(tasks);
        this.workers = workers;
    }

    /**
     * The next table, for a worker that says {@link #connected} when it has a connection, or has failed to get one; empty means
     * that there is none, and the worker ends. Waits while a table may come back from a worker that gets none.
     */
    synchronized Optional<ExportTask> next() {
        while (!interrupted && waiting.isEmpty() && connecting > 0) {
            try {
                wait();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                interrupted = true;
            }
        }
        if (interrupted || waiting.isEmpty()) {
            workers--;
            return Optional.empty();
        }
        connecting++;
        return Optional.of(waiting.removeFirst());
    }

    synchronized void connected() {
        connecting--;
        notifyAll();
    }

    /** A worker without a connection gives its table back and ends, unless it is the last one. */
    synchronized boolean resign(ExportTask task) {
        if (workers == 1) {
            return false;
        }
        workers--;
        waiting.addFirst(task);
        return true;
    }

    /** Takes one that still waits; false when its turn has come. */
    synchronized boolean remove(ExportTask task) {
        return waiting.remove(task);
    }

    /** Takes all that is left. */
    synchronized List<ExportTask> drain() {
        List<ExportTask> rest = List.copyOf(waiting);
        waiting.clear();
        return rest;
    }

    synchronized void interrupt() {
        interrupted = true;
        notifyAll();
    }

    synchronized boolean interrupted() {
        return interrupted;
    }
}
