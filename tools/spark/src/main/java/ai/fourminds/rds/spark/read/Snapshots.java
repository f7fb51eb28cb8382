package ai.fourminds.rds.spark.read;

import ai.fourminds.rds.RdsDatabase;
import java.sql.SQLException;
import java.util.Optional;

/** The current snapshot, which is replaced when it is lost. Thread-safe. */
public final class Snapshots implements AutoCloseable {

    private final RdsDatabase database;
    private Snapshot current;

    private Snapshots(RdsDatabase database, Snapshot first) {
        this.database = database;
        this.current = first;
    }

    public static Snapshots of(RdsDatabase database) throws SQLException {
        return new Snapshots(database, Snapshot.of(database, null));
    }

    public synchronized Snapshot current() {
        return current;
    }

    /**
     * Returns whether a snapshot is lost, and so replaced by a new one: then the table must be read again. Tables whose
     * tasks have all started may finish reading the lost one.
     */
    public synchronized boolean replaced(Snapshot used) throws SQLException {
        if (used != current) {
            return true;
        }
        Optional<String> loss = used.loss();
        if (loss.isPresent()) {
            current = Snapshot.of(database, loss.get());
            used.close();
        }
        return loss.isPresent();
    }

    @Override
    public synchronized void close() throws SQLException {
        current.close();
    }
}
