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
import java.sql.SQLException;

/**
 * What columns tables have and which of them CSV leaves out, as the engine's plugin sees it in the snapshot. The plugin refuses
 * tables that were truncated or rewritten since. Thread-safe.
 */
final class Descriptions implements AutoCloseable {

    private static final CsvOptions ONE_ROW = new CsvOptions(1, false);

    private final ExportSession session;
    private final ExportChannel channel;
    private final Snapshot snapshot;

    private Descriptions(ExportSession session, ExportChannel channel, Snapshot snapshot) {
        this.snapshot = snapshot;
        this.session = session;
        this.channel = channel;
    }

    static Descriptions of(RdsDatabase database, Snapshot snapshot) throws SQLException {
        ExportSession session = database.openExport(snapshot.connections(database));
        try {
            return new Descriptions(session, session.openChannel(), snapshot);
        } catch (SQLException failure) {
            session.close();
            throw failure;
        }
    }

    /** Declared types included, which the parts' own queries no longer know. */
    synchronized ExportResult of(TableName table) throws SQLException, IOException {
        ExportResult one = channel.export(
                new ExportSource.OfTable(table), ONE_ROW, OutputStream.nullOutputStream(), (rows, bytes) -> {});
        ExportResult read = Snapshot.read(session, one, snapshot.id().orElse(null));
        return new ExportResult(read.rows(), false, read.columns(), read.dropped(), read.remarks(), snapshot.moment());
    }

    @Override
    public synchronized void close() throws SQLException {
        try (session) {
            channel.close();
        }
    }
}
