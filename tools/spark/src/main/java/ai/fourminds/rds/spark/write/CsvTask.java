package ai.fourminds.rds.spark.write;

import ai.fourminds.rds.RdsDatabase;
import ai.fourminds.rds.export.DigestedStream;
import ai.fourminds.rds.failure.Causes;
import ai.fourminds.rds.plugin.export.ExportChannel;
import ai.fourminds.rds.plugin.export.ExportResult;
import ai.fourminds.rds.plugin.export.ExportSession;
import ai.fourminds.rds.plugin.export.ExportSource;
import ai.fourminds.rds.spark.read.SessionSettings;
import ai.fourminds.rds.spark.read.Snapshot;
import ai.fourminds.rds.spark.read.Source;
import ai.fourminds.rds.spark.selection.FileForm;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Serializable;
import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.Locale;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.TaskContext;
import org.apache.spark.util.SerializableConfiguration;

/**
 * Writes one part of a table to one CSV file, on an executor. Each attempt writes a file of its own and the job uses
 * those that were reported, so a late attempt does no harm. Immutable.
 *
 * @param query selects the part's rows
 * @param number the part's number
 * @param folder the folder of the file
 */
public record CsvTask(
        Source source, String query, int number, String folder, FileForm form, SerializableConfiguration hadoop)
        implements Serializable {

    private static final int BUFFER = 1 << 20;

    /** Writes the file and returns the outcome. Throws transient failures, so that Spark retries. */
    public PartOutcome run() throws IOException, SQLException {
        try {
            return write();
        } catch (SQLException failure) {
            if (mayPass(failure) && !SessionSettings.lockWaitIsOver(failure)) {
                throw failure;
            }
            return new PartOutcome.Failed(Causes.message(failure));
        }
    }

    private PartOutcome write() throws IOException, SQLException {
        // Attempts of an earlier run, with the same numbers, may still be running.
        String name = String.format(Locale.ROOT, "part-%05d-%s%s", number, UUID.randomUUID(), form.partEnding());
        Path file = new Path(folder, name);
        FileSystem files = file.getFileSystem(hadoop.value());
        DigestedStream out = new DigestedStream(files.create(file, true, BUFFER));
        long rows;
        try (out;
                OutputStream packed = form.gzip() ? new GZIPOutputStream(out, BUFFER) : out) {
            rows = export(packed).rows();
        }
        return new PartOutcome.Written(name, rows, out.bytes(), out.sha256());
    }

    private ExportResult export(OutputStream out) throws IOException, SQLException {
        RdsDatabase database = source.open();
        try (ExportSession session = database.openExport(Snapshot.connections(database, source.snapshot()));
                ExportChannel channel = session.openChannel()) {
            TaskContext context = TaskContext.get();
            ExportResult result = channel.export(new ExportSource.OfQuery(query), form.csv(), out, (rows, bytes) -> {
                if (context != null) {
                    context.killTaskIfInterrupted();
                }
            });
            return Snapshot.read(session, result, source.snapshot());
        }
    }

    private static boolean mayPass(SQLException failure) {
        String state = String.valueOf(failure.getSQLState());
        boolean lost = state.startsWith("08") && !state.equals("08001");
        return lost
                || state.startsWith("40")
                || failure instanceof SQLTransientException
                || failure instanceof SQLRecoverableException;
    }
}
