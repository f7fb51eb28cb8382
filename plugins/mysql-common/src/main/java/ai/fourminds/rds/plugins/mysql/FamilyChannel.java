package ai.fourminds.rds.plugins.mysql;

import ai.fourminds.rds.plugin.ConnectionSource;
import ai.fourminds.rds.plugin.export.CsvOptions;
import ai.fourminds.rds.plugin.export.ExportChannel;
import ai.fourminds.rds.plugin.export.ExportProgress;
import ai.fourminds.rds.plugin.export.ExportResult;
import ai.fourminds.rds.plugin.export.ExportSource;
import ai.fourminds.rds.plugins.common.Cancellation;
import ai.fourminds.rds.plugins.common.CsvOutput;
import ai.fourminds.rds.plugins.common.JdbiWork;
import ai.fourminds.rds.plugins.common.QueryText;
import java.io.IOException;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.jdbi.v3.core.Handle;

/**
 * A channel with one read-only transaction and its snapshot. Each source is read behind a savepoint, which gives its metadata
 * lock back. Thread-safe as {@link ExportChannel} says.
 */
final class FamilyChannel implements ExportChannel {

    private static final String REWIND = "ROLLBACK TO SAVEPOINT fourminds_mark";

    private final Handle handle;
    private final Server server;
    private final ConnectionSource connections;
    private final NativeCells cells;
    private final long id;
    private final Cancellation cancellation;
    private volatile boolean broken;

    private FamilyChannel(Handle handle, Server server, ConnectionSource connections, NativeCells cells, long id) {
        this.handle = handle;
        this.server = server;
        this.connections = connections;
        this.cells = cells;
        this.id = id;
        cancellation = new Cancellation(this::kill, ServerFault.INTERRUPTED_STATE, ServerFault.QUERY_INTERRUPTED);
    }

    /** A channel on a connection that is the channel's from now on. */
    static FamilyChannel on(Handle handle, ConnectionSource connections, NativeCells cells) throws SQLException {
        SessionSettings.applyAll(handle);
        PlainSql.execute(handle, "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ");
        PlainSql.execute(handle, "START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY");
        long id = PlainSql.number(handle, "SELECT CONNECTION_ID()");
        return new FamilyChannel(handle, Server.of(handle), connections, cells, id);
    }

    @Override
    public ExportResult export(ExportSource source, CsvOptions options, OutputStream out, ExportProgress progress)
            throws SQLException, IOException {
        ExportResult result;
        cancellation.open();
        try {
            progress.begun();
            PlainSql.execute(handle, "SAVEPOINT fourminds_mark");
            cancellation.beforeStatement();
            Source described = JdbiWork.on(handle, h -> describe(source, ExportRun.limit(options)));
            result = new ExportRun(handle, described, options, cells, cancellation).write(new CsvOutput(out, progress));
        } catch (SQLException | IOException | RuntimeException failure) {
            rewindAfter(failure);
            throw failure;
        }
        rewind();
        return result;
    }

    private Source describe(ExportSource source, String limit) throws SQLException {
        if (source instanceof ExportSource.OfQuery query) {
            String text = QueryText.single(query.sql(), FamilyRules.INSTANCE);
            return new QueryDescriber(handle.getConnection(), server, cells).describe(text, limit);
        }
        return new TableDescriber(handle, server).describe(((ExportSource.OfTable) source).table());
    }

    @Override
    public void cancel() throws SQLException {
        cancellation.cancel();
    }

    /** Over a connection with a token of its own: the drivers' own way would need the token of this one once more. */
    private void kill() throws SQLException {
        try (Connection side = connections.open();
                Statement statement = side.createStatement()) {
            statement.execute("KILL QUERY " + id);
        }
    }

    @Override
    public void abort() throws SQLException {
        broken = true;
        Wires.cut(handle.getConnection());
        handle.getConnection().abort(Runnable::run);
    }

    @Override
    public boolean isBroken() {
        return broken;
    }

    @Override
    public void close() throws SQLException {
        broken = true;
        // Closing the connection ends the transaction on the server.
        JdbiWork.on(handle, h -> {
            h.close();
            return h;
        });
    }

    private void rewind() throws SQLException {
        cancellation.close();
        try {
            rollBack();
        } catch (SQLException failure) {
            broken = true;
            throw failure;
        }
    }

    private void rewindAfter(Exception failure) {
        try {
            rewind();
        } catch (SQLException secondary) {
            failure.addSuppressed(secondary);
        }
    }

    /** A kill may arrive late, at the statement after the one it was meant for; a second one cannot. */
    private void rollBack() throws SQLException {
        try {
            PlainSql.execute(handle, REWIND);
        } catch (SQLException failure) {
            if (failure.getErrorCode() != ServerFault.QUERY_INTERRUPTED) {
                throw failure;
            }
            PlainSql.execute(handle, REWIND);
        }
        SessionSettings.limitRows(handle, Long.MAX_VALUE);
    }
}
