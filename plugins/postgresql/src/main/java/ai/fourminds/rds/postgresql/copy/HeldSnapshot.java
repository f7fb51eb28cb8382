package ai.fourminds.rds.postgresql.copy;

import ai.fourminds.rds.plugin.ConnectionSource;
import ai.fourminds.rds.plugin.export.ExportSnapshot;
import ai.fourminds.rds.plugin.export.ExportSource;
import ai.fourminds.rds.plugins.common.JdbiWork;
import ai.fourminds.rds.postgresql.catalogue.Descriptions;
import ai.fourminds.rds.postgresql.session.RecoveryConflict;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * A snapshot that several readers share, held open by its own connection so that a broken reader can be replaced; and
 * the descriptions of tables in it. If the server exports no snapshots, each reader has its own. Thread-safe.
 */
final class HeldSnapshot {

    /** Feature not supported, not in this state (a standby), read-only transaction, no privilege on the function. */
    private static final Set<String> NO_SNAPSHOT = Set.of("0A000", "55000", "25006", "42501", "42883");

    /** The server does not know the snapshot's identifier, or the transaction that exported it is over. */
    private static final Set<String> GONE = Set.of("22023", "42704", "55000");

    private static final int KEEPER_ANSWERS_WITHIN_MILLIS = 2000;

    private final Descriptions descriptions = new Descriptions();
    private final @Nullable Handle keeper;
    private final @Nullable String id;
    private final @Nullable ExportSnapshot moment;
    private final @Nullable String reason;

    private HeldSnapshot(
            @Nullable Handle keeper, @Nullable String id, @Nullable ExportSnapshot moment, @Nullable String reason) {
        this.keeper = keeper;
        this.id = id;
        this.moment = moment;
        this.reason = reason;
    }

    /**
     * Takes a new snapshot, or none if the server exports none.
     *
     * @param reason why it replaces an earlier one; null for the first
     */
    static HeldSnapshot take(ConnectionSource connections, @Nullable String reason) throws SQLException {
        Handle keeper = SnapshotReader.begin(connections, null);
        try {
            return JdbiWork.owned(
                    keeper,
                    handle -> handle.createQuery("SELECT pg_catalog.pg_export_snapshot(), pg_catalog.clock_timestamp()")
                            .map((row, context) -> new HeldSnapshot(
                                    keeper,
                                    identifier(row.getString(1)),
                                    new ExportSnapshot(
                                            row.getObject(2, OffsetDateTime.class)
                                                    .toInstant(),
                                            reason),
                                    reason))
                            .one());
        } catch (SQLException failure) {
            if (NO_SNAPSHOT.contains(failure.getSQLState())) {
                return none(reason);
            }
            throw failure;
        }
    }

    /** Returns no snapshot: each reader has its own. */
    static HeldSnapshot none(@Nullable String reason) {
        return new HeldSnapshot(null, null, null, reason);
    }

    /** Returns the identifier for use in SQL without quoting: hexadecimal digits and dashes, as servers make them. */
    private static String identifier(String exported) throws SQLException {
        if (!exported.matches("[0-9A-F-]+")) {
            throw new SQLException("the server exports a snapshot of an unknown form", "0A000");
        }
        return exported;
    }

    /** Returns the identifier for readers to import; null if each has its own snapshot. */
    @Nullable
    String id() {
        return id;
    }

    Descriptions descriptions() {
        return descriptions;
    }

    /** Returns the snapshot of a reader; {@code own} is the time of the snapshot of its own transaction. */
    ExportSnapshot moment(OffsetDateTime own) {
        return moment == null ? new ExportSnapshot(own.toInstant(), reason) : moment;
    }

    void expect(Collection<ExportSource> sources) {
        descriptions.expect(sources);
    }

    /** Returns whether a reader could not be opened because the snapshot is gone, or belongs to another server. */
    boolean isGone(SQLException failure) {
        return id != null && GONE.contains(failure.getSQLState());
    }

    /** Returns how the holding connection was lost, in the server's message if it arrived. */
    String loss(SQLException refusal) {
        if (keeper == null) {
            return String.valueOf(refusal.getMessage());
        }
        try {
            JdbiWork.on(keeper, handle -> {
                handle.getConnection().setNetworkTimeout(Runnable::run, KEEPER_ANSWERS_WITHIN_MILLIS);
                return handle.execute("SELECT 1");
            });
            return String.valueOf(refusal.getMessage());
        } catch (SQLException lost) {
            return String.valueOf(RecoveryConflict.explained(lost).getMessage());
        }
    }

    void close() throws SQLException {
        if (keeper != null) {
            JdbiWork.close(keeper);
        }
    }
}
