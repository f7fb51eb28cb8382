package ai.fourminds.rds.cli.export.run;

import ai.fourminds.rds.plugin.export.ExportSession;
import ai.fourminds.rds.plugin.export.ExportSource;
import ai.fourminds.rds.plugin.export.SpareConnections;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A session whose channels do what was scripted for each table. Thread-safe. */
final class FakeSession implements ExportSession {
    final List<FakeChannel> channels = new CopyOnWriteArrayList<>();
    final AtomicInteger opened = new AtomicInteger();
    private final Map<String, FakeChannel.Script> scripts = new HashMap<>();
    private int connectionsLeft = Integer.MAX_VALUE;
    final List<ExportSource> expected = new CopyOnWriteArrayList<>();
    volatile SpareConnections spare = ExportRun.SparePermits.of(2, 2);
    volatile Runnable refusing = () -> {};
    volatile Runnable beforeExports = () -> {};

    FakeSession script(String table, FakeChannel.Script script) {
        scripts.put(table, script);
        return this;
    }

    /** After so many channels, no more can be opened. */
    FakeSession connections(int number) {
        connectionsLeft = number;
        return this;
    }

    @Override
    public Consistency consistency() {
        return Consistency.ONE_SNAPSHOT;
    }

    @Override
    public FakeChannel openChannel(SpareConnections more) throws SQLException {
        spare = more;
        return openChannel();
    }

    @Override
    public void expect(List<ExportSource> sources) {
        expected.addAll(sources);
    }

    @Override
    public FakeChannel openChannel() throws SQLException {
        if (opened.incrementAndGet() > connectionsLeft) {
            refusing.run();
            throw new SQLException("too many connections", "53300");
        }
        FakeChannel channel = new FakeChannel(scripts, () -> beforeExports.run());
        channels.add(channel);
        return channel;
    }

    @Override
    public void close() {}
}
