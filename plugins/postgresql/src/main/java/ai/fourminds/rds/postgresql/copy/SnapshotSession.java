package ai.fourminds.rds.postgresql.copy;

import ai.fourminds.rds.plugin.ConnectionSource;
import ai.fourminds.rds.plugin.export.ExportChannel;
import ai.fourminds.rds.plugin.export.ExportSession;
import ai.fourminds.rds.plugin.export.ExportSource;
import ai.fourminds.rds.plugin.export.SpareConnections;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * An export whose channels all read one snapshot; each channel locks the tables still expected. If the snapshot is
 * lost, a new one replaces it for the channels opened from then on. Thread-safe.
 */
public final class SnapshotSession implements ExportSession {

    private final ConnectionSource connections;
    private final SpareReaders.Cut cut;
    private final Consistency consistency;
    private final Set<ExportSource> expected = new LinkedHashSet<>();
    private HeldSnapshot held;

    private SnapshotSession(ConnectionSource connections, HeldSnapshot held, SpareReaders.Cut cut) {
        this.cut = cut;
        this.connections = connections;
        this.held = held;
        this.consistency = held.id() == null ? Consistency.SNAPSHOT_PER_CHANNEL : Consistency.ONE_SNAPSHOT;
    }

    public static SnapshotSession open(ConnectionSource connections) throws SQLException {
        return open(connections, SpareReaders.Cut.DEFAULT);
    }

    static SnapshotSession open(ConnectionSource connections, SpareReaders.Cut cut) throws SQLException {
        return new SnapshotSession(connections, HeldSnapshot.take(connections, null), cut);
    }

    @Override
    public Consistency consistency() {
        return consistency;
    }

    @Override
    public ExportChannel openChannel() throws SQLException {
        return openChannel(SpareConnections.NONE);
    }

    @Override
    public ExportChannel openChannel(SpareConnections spare) throws SQLException {
        HeldSnapshot current = held();
        try {
            return openChannel(current, spare);
        } catch (SQLException refusal) {
            if (!current.isGone(refusal)) {
                throw refusal;
            }
            return openChannelAnew(current, refusal, spare);
        }
    }

    private ExportChannel openChannelAnew(HeldSnapshot lost, SQLException refusal, SpareConnections spare)
            throws SQLException {
        HeldSnapshot next = replaced(lost, refusal);
        try {
            return openChannel(next, spare);
        } catch (SQLException again) {
            if (!next.isGone(again)) {
                throw again;
            }
            // The host name leads to several servers, which do not know each other's snapshots.
            return openChannel(HeldSnapshot.none(again.getMessage()), spare);
        }
    }

    private ExportChannel openChannel(HeldSnapshot snapshot, SpareConnections spare) throws SQLException {
        SnapshotReader reader = SnapshotReader.open(connections, snapshot, expected());
        return new CopyChannel(
                reader, snapshot.descriptions(), new SpareReaders(spare, connections, snapshot, cut), this::forget);
    }

    private synchronized HeldSnapshot replaced(HeldSnapshot lost, SQLException refusal) throws SQLException {
        if (held == lost) {
            String reason = lost.loss(refusal);
            held = HeldSnapshot.take(connections, reason);
            held.expect(expected);
            lost.close();
        }
        return held;
    }

    @Override
    public synchronized void expect(List<ExportSource> sources) {
        expected.addAll(sources);
        held.expect(sources);
    }

    private synchronized HeldSnapshot held() {
        return held;
    }

    private synchronized List<ExportSource> expected() {
        return List.copyOf(expected);
    }

    /** Removes an exported source, so that further channels do not lock it. */
    private synchronized void forget(ExportSource source) {
        expected.remove(source);
    }

    @Override
    public void close() throws SQLException {
        held().close();
    }
}
