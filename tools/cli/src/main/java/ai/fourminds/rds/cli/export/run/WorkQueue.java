package ai.fourminds.rds.cli.export.run;

import ai.fourminds.rds.export.ExportTask;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** The tables that wait for a worker, and the number of workers. Thread-safe. */
final class WorkQueue {
    private final Deque<ExportTask> waiting;
    private int workers;
    /** The number of workers that took a table and have no connection yet. */
    private int connecting;

    private boolean interrupted;

    WorkQueue(Collection<ExportTask> tasks, int workers) {
        this.waiting = new ArrayDeque<>(tasks);
        this.workers = workers;
    }

    /**
     * Takes the next table. The worker must then connect and call {@link #connected}. If the result is empty, the worker
     * must end. Waits while another worker may put back its table because it cannot connect.
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

    /** Ends the connecting that {@link #next} began, successfully or not. */
    synchronized void connected() {
        connecting--;
        notifyAll();
    }

    /** Puts back the table of a worker that cannot connect and ends. Returns false for the last worker. */
    synchronized boolean leave(ExportTask task) {
        if (workers == 1) {
            return false;
        }
        workers--;
        waiting.addFirst(task);
        return true;
    }

    /** Removes a table. Returns false if a worker has taken it. */
    synchronized boolean remove(ExportTask task) {
        return waiting.remove(task);
    }

    /** Removes and returns all waiting tables. */
    synchronized List<ExportTask> removeAll() {
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
