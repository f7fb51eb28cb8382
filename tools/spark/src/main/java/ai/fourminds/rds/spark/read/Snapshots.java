package ai.fourminds.rds.spark.read;

import ai.fourminds.rds.RdsDatabase;
import ai.fourminds.rds.plugin.catalogue.TableName;
import ai.fourminds.rds.plugin.export.CsvOptions;
import ai.fourminds.rds.plugin.export.ExportChannel;
import ai.fourminds.rds.plugin.export.ExportResult;
import ai.fourminds.rds.plugin.export.ExportSession;
import ai.fourminds.rds.plugin.export.ExportSource;
import java.io.IOException;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The current snapshot, which is replaced when it is lost. Thread-safe. */
public final class Snapshots implements AutoCloseable {

    private static final CsvOptions ONE_ROW = new CsvOptions(1, false);

    private final RdsDatabase database;
    private Current current;

    private Snapshots(RdsDatabase database, Current first) {
        this.database = database;
        this.current = first;
    }

    /** A snapshot, and descriptions of tables in it. */
    public static final class Current {
        private final RdsDatabase database;
        private final Snapshot snapshot;

        private Current(RdsDatabase database, @Nullable String reason) throws SQLException {
            this.database = database;
            this.snapshot = Snapshot.of(database, reason);
        }

        /** Returns the identifier; empty if the server cannot export snapshots. */
        public Optional<String> id() {
            return snapshot.id();
        }

        /** Opens a connection in a transaction that reads the snapshot. */
        public Connection open() throws SQLException {
            return Snapshot.connections(database, id().orElse(null)).open();
        }

        /**
         * Returns a table's columns, declared types and remarks in the snapshot; its row count is meaningless. The
         * engine's plugin refuses tables that were truncated or rewritten since.
         */
        public ExportResult describe(TableName table) throws SQLException, IOException {
            String id = id().orElse(null);
            try (ExportSession session = database.openExport(Snapshot.connections(database, id));
                    ExportChannel channel = session.openChannel()) {
                ExportResult one = channel.export(
                        new ExportSource.OfTable(table), ONE_ROW, OutputStream.nullOutputStream(), (rows, bytes) -> {});
                ExportResult read = Snapshot.read(session, one, id);
                return new ExportResult(
                        read.rows(), false, read.columns(), read.dropped(), read.remarks(), snapshot.moment());
            }
        }

        /** Whether the transaction of a connection of {@link #open}, and so its locks, still exist. */
        public boolean isHeldBy(Connection connection) {
            return Snapshot.loss(connection).isEmpty();
        }
    }

    public static Snapshots of(RdsDatabase database) throws SQLException {
        return new Snapshots(database, new Current(database, null));
    }

    public synchronized Current current() {
        return current;
    }

    /**
     * Returns whether a snapshot is lost, and so replaced by a new one: then the table must be read again. Tables whose
     * tasks have all started may finish reading the lost one.
     */
    public synchronized boolean replaced(Current used) throws SQLException {
        if (used != current) {
            return true;
        }
        Optional<String> loss = used.snapshot.loss();
        if (loss.isPresent()) {
            current = new Current(database, loss.get());
            used.snapshot.close();
        }
        return loss.isPresent();
    }

    @Override
    public synchronized void close() throws SQLException {
        current.snapshot.close();
    }
}
