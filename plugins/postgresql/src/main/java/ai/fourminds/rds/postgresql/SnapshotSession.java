package ai.fourminds.rds.postgresql;

import ai.fourminds.rds.plugin.ConnectionSource;
import ai.fourminds.rds.plugin.export.ExportChannel;
import ai.fourminds.rds.plugin.export.ExportSession;
import ai.fourminds.rds.plugin.export.ExportSource;
import ai.fourminds.rds.plugin.export.SpareConnections;
import ai.fourminds.rds.plugins.common.JdbiWork;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * An export whose channels all read one snapshot. A connection of the session's own holds the snapshot open, so that a
 * channel may break and be replaced; where the server exports no snapshot, each channel has its own. Thread-safe.
 */
final class SnapshotSession implements ExportSession {

    /** Feature not supported, not in this state (a standby), read-only transaction, no privilege on the function. */
    private static final Set<String> NO_SNAPSHOT = Set.of("0A000", "55000", "25006", "42501", "42883");

    private final ConnectionSource connections;
    private final @Nullable Handle keeper;
    private final @Nullable String snapshot;
    private final SpareLanes.Cut cut;
    private final Descriptions descriptions = new Descriptions();

    private SnapshotSession(
            ConnectionSource connections, @Nullable Handle keeper, @Nullable String snapshot, SpareLanes.Cut cut) {
        this.cut = cut;
        this.connections = connections;
        this.keeper = keeper;
        this.snapshot = snapshot;
    }

    static SnapshotSession open(ConnectionSource connections) throws SQLException {
        return open(connections, SpareLanes.Cut.USUAL);
    }

    static SnapshotSession open(ConnectionSource connections, SpareLanes.Cut cut) throws SQLException {
        Handle keeper = Lane.begin(connections, null);
        Optional<String> snapshot;
        try {
            snapshot = export(keeper);
        } catch (SQLException | RuntimeException failure) {
            Transactions.end(keeper, failure);
            throw failure;
        }
        if (snapshot.isEmpty()) {
            Transactions.end(keeper);
        }
        return snapshot.map(id -> new SnapshotSession(connections, keeper, id, cut))
                .orElseGet(() -> new SnapshotSession(connections, null, null, cut));
    }

    @Override
    public Consistency consistency() {
        return snapshot == null ? Consistency.SNAPSHOT_PER_CHANNEL : Consistency.ONE_SNAPSHOT;
    }

    @Override
    public ExportChannel openChannel() throws SQLException {
        return openChannel(SpareConnections.NONE);
    }

    @Override
    public ExportChannel openChannel(SpareConnections spare) throws SQLException {
        SpareLanes lanes = new SpareLanes(spare, connections, snapshot, cut);
        return new CopyChannel(Lane.open(connections, snapshot), descriptions, lanes);
    }

    @Override
    public void expect(List<ExportSource> sources) {
        descriptions.expect(sources);
    }

    @Override
    public void close() throws SQLException {
        if (keeper != null) {
            Transactions.end(keeper);
        }
    }

    /** The snapshot's identifier, which the server makes of hexadecimal digits and dashes alone. */
    private static Optional<String> export(Handle keeper) throws SQLException {
        try {
            String id = JdbiWork.on(
                    keeper,
                    handle -> handle.createQuery("SELECT pg_catalog.pg_export_snapshot()")
                            .mapTo(String.class)
                            .one());
            return Optional.of(id).filter(text -> text.matches("[0-9A-F-]+"));
        } catch (SQLException failure) {
            if (NO_SNAPSHOT.contains(failure.getSQLState())) {
                return Optional.empty();
            }
            throw failure;
        }
    }
}
