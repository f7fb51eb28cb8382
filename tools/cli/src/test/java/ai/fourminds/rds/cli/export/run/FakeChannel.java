package ai.fourminds.rds.cli.export.run;

import ai.fourminds.rds.plugin.catalogue.CellType;
import ai.fourminds.rds.plugin.catalogue.DroppedColumn;
import ai.fourminds.rds.plugin.catalogue.ExportedColumn;
import ai.fourminds.rds.plugin.export.CsvOptions;
import ai.fourminds.rds.plugin.export.ExportChannel;
import ai.fourminds.rds.plugin.export.ExportProgress;
import ai.fourminds.rds.plugin.export.ExportResult;
import ai.fourminds.rds.plugin.export.ExportSource;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;

/** A channel that plays scripts. Thread-safe where the contract asks for it. */
final class FakeChannel implements ExportChannel {
    static final byte[] TWO_ROWS = "id,name\n1,\"a,b\"\n2,\n".getBytes(StandardCharsets.UTF_8);

    /** What happens when a table is exported. */
    interface Script {
        ExportResult play(FakeChannel channel, OutputStream out) throws SQLException, IOException;
    }

    final CountDownLatch cancelled = new CountDownLatch(1);
    final CountDownLatch aborted = new CountDownLatch(1);
    final Semaphore exporting = new Semaphore(0);
    volatile boolean deaf;
    volatile boolean cancelFails;
    volatile boolean broken;
    volatile boolean closed;
    private volatile boolean running;
    private final Runnable beforeExports;
    private final Map<String, Script> scripts;

    FakeChannel(Map<String, Script> scripts, Runnable beforeExports) {
        this.scripts = scripts;
        this.beforeExports = beforeExports;
    }

    @Override
    public ExportResult export(ExportSource source, CsvOptions options, OutputStream out, ExportProgress progress)
            throws SQLException, IOException {
        String name =
                source instanceof ExportSource.OfTable table ? table.table().qualified() : "query";
        beforeExports.run();
        running = true;
        try {
            progress.begun();
            progress.written(0, 0);
            return scripts.getOrDefault(name, FakeChannel::twoRows).play(this, out);
        } finally {
            running = false;
        }
    }

    static ExportResult twoRows(FakeChannel channel, OutputStream out) throws IOException {
        out.write(TWO_ROWS);
        return new ExportResult(
                2,
                true,
                List.of(new ExportedColumn("id", "integer", CellType.INT32), new ExportedColumn("name", "text")),
                List.of(new DroppedColumn("photo", "bytea", "binary")));
    }

    /** Writes a little, then runs until it is cancelled or aborted. */
    static ExportResult endless(FakeChannel channel, OutputStream out) throws SQLException, IOException {
        out.write(TWO_ROWS);
        channel.exporting.release();
        try {
            (channel.deaf ? channel.aborted : channel.cancelled).await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        channel.broken = channel.deaf;
        throw new SQLException("canceling statement due to user request", "57014");
    }

    /** As {@link #endless}, on a server that hears no cancel. */
    static ExportResult deafAndEndless(FakeChannel channel, OutputStream out) throws SQLException, IOException {
        channel.deaf = true;
        return endless(channel, out);
    }

    @Override
    public void cancel() throws SQLException {
        if (cancelFails) {
            throw new SQLException("no route to host", "08001");
        }
        // As servers do, it forgets what finds nothing running.
        if (running) {
            cancelled.countDown();
        }
    }

    @Override
    public void abort() {
        aborted.countDown();
    }

    @Override
    public boolean isBroken() {
        return broken;
    }

    @Override
    public void close() {
        closed = true;
    }
}
