package ai.fourminds.rds.plugins.mysql.copy;

import ai.fourminds.rds.plugin.ConnectionSource;
import ai.fourminds.rds.plugin.export.CsvOptions;
import ai.fourminds.rds.plugin.export.ExportChannel;
import ai.fourminds.rds.plugin.export.ExportProgress;
import ai.fourminds.rds.plugin.export.ExportResult;
import ai.fourminds.rds.plugin.export.ExportResult.Remark;
import ai.fourminds.rds.plugin.export.ExportSession;
import ai.fourminds.rds.plugin.export.ExportSnapshot;
import ai.fourminds.rds.plugin.export.ExportSource;
import ai.fourminds.rds.plugins.common.Cancellation;
import ai.fourminds.rds.plugins.common.Cleanup;
import ai.fourminds.rds.plugins.common.JdbiWork;
import ai.fourminds.rds.plugins.common.LargeRow;
import ai.fourminds.rds.plugins.common.csv.CsvOutput;
import ai.fourminds.rds.plugins.mysql.catalogue.QueryClauses;
import ai.fourminds.rds.plugins.mysql.catalogue.QueryDescriber;
import ai.fourminds.rds.plugins.mysql.catalogue.Source;
import ai.fourminds.rds.plugins.mysql.catalogue.TableDescriber;
import ai.fourminds.rds.plugins.mysql.cells.NativeCells;
import ai.fourminds.rds.plugins.mysql.session.PlainSql;
import ai.fourminds.rds.plugins.mysql.session.Server;
import ai.fourminds.rds.plugins.mysql.session.ServerFault;
import ai.fourminds.rds.plugins.mysql.session.SessionSettings;
import java.io.IOException;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * A channel with one read-only transaction and its snapshot. Reads each source after a savepoint, to release its
 * metadata lock. Thread-safe as {@link ExportChannel} says.
 */
public final class FamilyChannel implements ExportChannel {

    private static final String BEGIN = "START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY";
    private static final String NOW = "SELECT CAST(UNIX_TIMESTAMP(NOW(6)) * 1000000 AS SIGNED)";
    private static final String ROLLBACK_TO_SAVEPOINT = "ROLLBACK TO SAVEPOINT fourminds_export";

    private final Handle handle;
    private final Server server;
    private final ConnectionSource connections;
    private final NativeCells cells;
    private final long id;
    private final String settings;
    private final Cancellation cancellation;
    private volatile boolean broken;
    private ExportSnapshot snapshot;
    private boolean hasLaterSnapshot;

    private FamilyChannel(
            Handle handle, Server server, ConnectionSource connections, NativeCells cells, long id, String settings)
            throws SQLException {
        this.handle = handle;
        this.server = server;
        this.connections = connections;
        this.cells = cells;
        this.id = id;
        this.settings = settings;
        cancellation = new Cancellation(this::kill, ServerFault.INTERRUPTED_STATE, ServerFault.QUERY_INTERRUPTED);
        snapshot = begin(handle);
    }

    /** Ends the transaction before, begins one and sets its savepoint; returns its snapshot. */
    private static ExportSnapshot begin(Handle handle) throws SQLException {
        long micros = PlainSql.number(handle, NOW);
        PlainSql.execute(handle, BEGIN);
        PlainSql.execute(handle, "SAVEPOINT fourminds_export");
        return new ExportSnapshot(Instant.EPOCH.plus(micros, ChronoUnit.MICROS), null);
    }

    /**
     * Returns an export session. The servers cannot share a snapshot with another connection without a global lock, which
     * RDS does not grant: each channel has its own. (Tables of engines without transactions are read in their current
     * state.)
     */
    public static ExportSession session(ConnectionSource connections, NativeCells cells) {
        return new ExportSession() {
            @Override
            public Consistency consistency() {
                return Consistency.SNAPSHOT_PER_CHANNEL;
            }

            @Override
            public ExportChannel openChannel() throws SQLException {
                return JdbiWork.owned(JdbiWork.open(connections), handle -> on(handle, connections, cells));
            }

            @Override
            public void close() {}
        };
    }

    private static FamilyChannel on(Handle handle, ConnectionSource connections, NativeCells cells)
            throws SQLException {
        Server server = Server.of(handle);
        String settings = SessionSettings.applyAll(handle, server);
        PlainSql.execute(handle, "SET SESSION TRANSACTION ISOLATION LEVEL REPEATABLE READ");
        long id = PlainSql.number(handle, "SELECT CONNECTION_ID()");
        return new FamilyChannel(handle, server, connections, cells, id, settings);
    }

    @Override
    public ExportResult export(ExportSource source, CsvOptions options, OutputStream out, ExportProgress progress)
            throws SQLException, IOException {
        ExportResult result;
        cancellation.open();
        try {
            progress.begun();
            result = exportFresh(source, options, out, progress);
        } catch (SQLException | IOException | RuntimeException failure) {
            Optional<SQLException> tooLarge = tooLarge(failure);
            if (tooLarge.isPresent()) {
                throw cut(tooLarge.get());
            }
            if (failure instanceof RuntimeException unexpected) {
                throw cut(unexpected);
            }
            Cleanup.after(failure, this::endSource);
            throw failure;
        } catch (OutOfMemoryError error) {
            throw cut(LargeRow.failure(error));
        }
        endSource();
        return hasLaterSnapshot ? result.with(Remark.LATER_SNAPSHOT) : result;
    }

    /**
     * Exports a source; if the table was changed after the snapshot, in a new snapshot, unless output has already been
     * written.
     */
    private ExportResult exportFresh(ExportSource source, CsvOptions options, OutputStream out, ExportProgress progress)
            throws SQLException, IOException {
        CsvOutput first = new CsvOutput(out, progress);
        try {
            return exportNow(source, options, first);
        } catch (SQLException changed) {
            if (!ServerFault.isRedefinition(changed, isWholeTable(source))) {
                throw changed;
            }
            snapshot = begin(handle);
            hasLaterSnapshot = true;
            if (!first.isUntouched()) {
                throw changed;
            }
        }
        return exportNow(source, options, new CsvOutput(out, progress));
    }

    private ExportResult exportNow(ExportSource source, CsvOptions options, CsvOutput out)
            throws SQLException, IOException {
        cancellation.beforeStatement();
        Source described = JdbiWork.on(handle, h -> describe(source, options)).with(options.geometry());
        return new ExportRun(handle, described, options, cells, snapshot, cancellation).write(out);
    }

    /** Recognises a row that is too large: TLS and native drivers report it in other ways. */
    private Optional<SQLException> tooLarge(Exception failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof OutOfMemoryError error) {
                return Optional.of(LargeRow.failure(error));
            }
            if (cells.refusesSize(cause)) {
                return Optional.of(LargeRow.refused(cause, "maxAllowedPacket=1073741824"));
            }
        }
        return Optional.empty();
    }

    /**
     * Closes the connection after a failure within a response, such as a row that was too large: the native driver has
     * read a part of it, and would take the rest for the next response.
     */
    private <T extends Exception> T cut(T failure) {
        cancellation.close();
        Cleanup.after(failure, this::abort);
        return failure;
    }

    private Source describe(ExportSource source, CsvOptions options) throws SQLException {
        if (source instanceof ExportSource.OfQuery query) {
            long most = ExportRun.beyondCap(options);
            return new QueryDescriber(handle.getConnection(), server, cells)
                    .describe(QueryClauses.of(query.sql()), most == 0 ? "" : " LIMIT " + most);
        }
        ExportSource.OfTable of = (ExportSource.OfTable) source;
        Source table = new TableDescriber(handle, server).describe(of.table()).only(of.subset());
        return table.sample() == 0 ? table : table.drawn(PlainSql.number(handle, table.count("")));
    }

    /** Returns whether a whole table is read. A condition may name a column that never existed. */
    private static boolean isWholeTable(ExportSource source) {
        return source instanceof ExportSource.OfTable table && table.subset().where() == null;
    }

    @Override
    public void cancel() throws SQLException {
        cancellation.cancel();
    }

    /** Cancels over a connection with its own token: the drivers' own way would need this connection's token again. */
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
        JdbiWork.close(handle);
    }

    private void endSource() throws SQLException {
        cancellation.close();
        try {
            rollBack();
        } catch (SQLException failure) {
            broken = true;
            throw failure;
        }
    }

    /**
     * Rolls back to the savepoint. A late kill may hit this statement; it is repeated once, because no second kill can
     * come.
     */
    private void rollBack() throws SQLException {
        try {
            PlainSql.execute(handle, ROLLBACK_TO_SAVEPOINT);
        } catch (SQLException failure) {
            if (failure.getErrorCode() != ServerFault.QUERY_INTERRUPTED) {
                throw failure;
            }
            PlainSql.execute(handle, ROLLBACK_TO_SAVEPOINT);
        }
        // A view or a query may have run functions that changed other settings.
        PlainSql.execute(handle, settings);
    }
}
