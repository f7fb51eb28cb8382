package ai.fourminds.rds.postgresql.copy;

import ai.fourminds.rds.plugin.export.CsvOptions;
import ai.fourminds.rds.plugin.export.ExportResult;
import ai.fourminds.rds.plugin.export.ExportResult.Remark;
import ai.fourminds.rds.plugins.common.csv.CsvOutput;
import ai.fourminds.rds.postgresql.catalogue.CopySource;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One large table on its way into one output: read range by range through a channel's own lane and whatever others are to
 * be had, written in order by the calling thread. {@link #write} once; {@link #cancel} and {@link #abort} from any thread.
 */
final class SplitRun {

    private final Lane own;
    private final SpareLanes spare;
    private final CopySource source;
    private final CsvOptions options;
    private final Assembly assembly;
    private final Set<Lane> lanes = ConcurrentHashMap.newKeySet();
    private final Set<Remark> remarks = ConcurrentHashMap.newKeySet();
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean enough;

    SplitRun(Lane own, SpareLanes spare, CopySource source, CsvOptions options, BlockRanges ranges) {
        this.own = own;
        this.spare = spare;
        this.source = source;
        this.options = options;
        this.assembly = new Assembly(ranges);
        lanes.add(own);
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
        // What the readers remarked is known now that all have come home.
        return frame.result(out.rows(), remarks);
    }

    void cancel() throws SQLException {
        assembly.fail(new SQLException("the export was cancelled", "57014"));
        for (Lane lane : lanes) {
            lane.cancel();
        }
    }

    void abort() throws SQLException {
        assembly.fail(new SQLException("the connection was dropped", "08006"));
        for (Lane lane : lanes) {
            lane.abort();
        }
    }

    /** Ends what still runs on the server, so that the readers come home. */
    private void stop(Throwable failure) {
        assembly.fail(failure);
        for (Lane lane : lanes) {
            try {
                lane.cancel();
            } catch (SQLException secondary) {
                failure.addSuppressed(secondary);
            }
        }
    }

    private void read(Lane lane) {
        try {
            for (var part = assembly.next(); part.isPresent(); part = assembly.next()) {
                recruit();
                CopyRun run = new CopyRun(lane, source, options);
                run.copy(part.get());
                remarks.addAll(run.remarks());
                part.get().end();
            }
        } catch (SQLException | IOException | RuntimeException | Error failure) {
            assembly.fail(failure);
        }
    }

    /** Takes what lanes there are: others may have become free since the table was begun. */
    private void recruit() {
        while (!enough && assembly.hasMore() && spare.spare().take()) {
            start(this::readThroughAnother);
        }
    }

    private void readThroughAnother() {
        try (Lane lane = spare.open(source)) {
            lanes.add(lane);
            assembly.join();
            try {
                read(lane);
            } finally {
                lanes.remove(lane);
                assembly.leave();
            }
        } catch (SQLException refused) {
            // A server without a connection to spare, or a lock that somebody waits for: the others read it all.
            enough = true;
            remarks.add(Remark.FEWER_CONNECTIONS);
        } catch (RuntimeException | Error defect) {
            assembly.fail(defect);
        } finally {
            spare.spare().giveBack();
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
                // Handed on when all have come home: the lanes are theirs until then.
                interrupted = true;
            }
        }
        return interrupted;
    }
}
