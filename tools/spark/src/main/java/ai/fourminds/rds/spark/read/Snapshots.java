package ai.fourminds.rds.spark.read;

import ai.fourminds.rds.RdsDatabase;
import ai.fourminds.rds.plugin.catalogue.TableName;
import ai.fourminds.rds.plugin.export.ExportResult;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The snapshot that tables are read in, of which a new one takes the place when it is lost. Thread-safe. */
public final class Snapshots implements AutoCloseable {

    private final RdsDatabase database;
    private Current current;

    private Snapshots(RdsDatabase database, Current first) {
        this.database = database;
        this.current = first;
    }

    /** A snapshot, and what tables look like in it. */
    public static final class Current implements AutoCloseable {
        private final RdsDatabase database;
        private final Snapshot snapshot;
        private final Descriptions descriptions;

        private Current(RdsDatabase database, Snapshot snapshot, Descriptions descriptions) {
            this.database = database;
            this.snapshot = snapshot;
            this.descriptions = descriptions;
        }

        static Current of(RdsDatabase database, @Nullable String reason) throws SQLException {
            Snapshot snapshot = Snapshot.of(database, reason);
            try {
                return new Current(database, snapshot, Descriptions.of(database, snapshot));
            } catch (SQLException failure) {
                snapshot.close();
                throw failure;
            }
        }

        /** Empty where the server lends none. */
        public Optional<String> id() {
            return snapshot.id();
        }

        /** A connection in a transaction that reads it. */
        public Connection open() throws SQLException {
            return snapshot.connections(database).open();
        }

        /** Columns and remarks as CSV has them; the rows are none of a table's. */
        public ExportResult describe(TableName table) throws SQLException, IOException {
            return descriptions.of(table);
        }

        /** Whether the transaction of a connection of {@link #open}, and with it its locks, has lasted to now. */
        public boolean isHeldBy(Connection connection) {
            return id().isEmpty() || Snapshot.loss(connection).isEmpty();
        }

        @Override
        public void close() throws SQLException {
            try (snapshot) {
                descriptions.close();
            }
        }
    }

    public static Snapshots of(RdsDatabase database) throws SQLException {
        return new Snapshots(database, Current.of(database, null));
    }

    public synchronized Current current() {
        return current;
    }

    /**
     * Whether another one is to be read, because this one is lost: then what has been read in it of an unfinished table is of no use.
     * Tables whose tasks have all begun may go on reading it.
     */
    public synchronized boolean replaced(Current used) throws SQLException {
        if (used != current) {
            return true;
        }
        Optional<String> loss = used.snapshot.loss();
        if (loss.isPresent()) {
            current = Current.of(database, loss.get());
            used.close();
        }
        return loss.isPresent();
    }

    @Override
    public synchronized void close() throws SQLException {
        current.close();
    }
}
