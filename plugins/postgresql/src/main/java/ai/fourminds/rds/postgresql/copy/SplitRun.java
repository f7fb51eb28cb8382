package ai.fourminds.rds.postgresql.copy;

import ai.fourminds.rds.plugin.export.CsvOptions;
import ai.fourminds.rds.plugin.export.ExportResult;
import ai.fourminds.rds.plugin.export.ExportResult.Remark;
import ai.fourminds.rds.plugins.common.Cleanup;
import ai.fourminds.rds.plugins.common.csv.CsvOutput;
import ai.fourminds.rds.postgresql.catalogue.CopySource;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Exports one large table into one output: a channel's own reader and available further ones read its ranges, the
 * calling thread writes them in order. {@link #write} once; {@link #cancel} and {@link #abort} from any thread.
 */
final class SplitRun {

    private final SnapshotReader own;
    private final SpareReaders spare;
    private final CopySource source;
    private final CsvOptions options;
    private final Assembly assembly;
    private final Set<SnapshotReader> readers = ConcurrentHashMap.newKeySet();
    private final Set<Remark> remarks = ConcurrentHashMap.newKeySet();
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean enough;

    SplitRun(SnapshotReader own, SpareReaders spare, CopySource source, CsvOptions options, BlockRanges ranges) {
        this.own = own;
        this.spare = spare;
        this.source = source;
        this.options = options;
        this.assembly = new Assembly(ranges);
        readers.add(own);
    }

    ExportResult write(CsvOutput out) throws SQLException, IOException {
        CopyRun frame = new CopyRun(own, source, options);
        frame.header(out);
        try {
            start(() -> read(own));
            assembly.writeTo(out);
            out.finish();
        } catch (SQLException | IOException | RuntimeException | Error failure) {
            stop(failure);
            throw failure;
        } finally {
            awaitReaders();
        }
        // All readers have ended, so their remarks are complete.
        return frame.result(out.rows(), remarks);
    }

    void cancel() throws SQLException {
        assembly.fail(new SQLException("the export was cancelled", "57014"));
        for (SnapshotReader reader : readers) {
            reader.cancel();
        }
    }

    void abort() throws SQLException {
        assembly.fail(new SQLException("the connection was dropped", "08006"));
        for (SnapshotReader reader : readers) {
            reader.abort();
        }
    }

    /** Cancels running statements, so that the readers end. */
    private void stop(Throwable failure) {
        assembly.fail(failure);
        for (SnapshotReader reader : readers) {
            Cleanup.after(failure, reader::cancel);
        }
    }

    private void read(SnapshotReader reader) {
        try {
            for (var part = assembly.next(); part.isPresent(); part = assembly.next()) {
                addReaders();
                CopyRun run = new CopyRun(reader, source, options);
                run.copy(part.get());
                remarks.addAll(run.remarks());
                part.get().end();
            }
        } catch (SQLException | IOException | RuntimeException | Error failure) {
            assembly.fail(failure);
        }
    }

    /** Starts further readers: connections may have become free since the table was begun. */
    private void addReaders() {
        while (!enough && assembly.hasMore() && spare.spare().take()) {
            start(this::readThroughAnother);
        }
    }

    private void readThroughAnother() {
        try (SnapshotReader reader = spare.open(source)) {
            readers.add(reader);
            assembly.join(1);
            try {
                read(reader);
            } finally {
                readers.remove(reader);
                assembly.join(-1);
            }
        } catch (SQLException refused) {
            // No connection was available, or another session waits for a lock: the other readers read everything.
            enough = true;
            remarks.add(Remark.FEWER_CONNECTIONS);
        } catch (RuntimeException | Error defect) {
            assembly.fail(defect);
        } finally {
            spare.spare().release();
        }
    }

    private void start(Runnable reader) {
        synchronized (threads) {
            Thread thread =
                    new Thread(reader, Thread.currentThread().getName() + "-" + (char) ('a' + threads.size() % 26));
            threads.add(thread);
            thread.start();
        }
    }

    private void awaitReaders() {
        boolean interrupted = false;
        for (int i = 0; i < started(); i++) {
            interrupted |= await(i);
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private int started() {
        synchronized (threads) {
            return threads.size();
        }
    }

    private boolean await(int index) {
        Thread thread;
        synchronized (threads) {
            thread = threads.get(index);
        }
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                // Thrown once all threads have ended: they use the readers until then.
                interrupted = true;
            }
        }
        return interrupted;
    }
}
