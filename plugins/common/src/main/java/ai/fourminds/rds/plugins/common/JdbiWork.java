package ai.fourminds.rds.plugins.common;

import ai.fourminds.rds.failure.Causes;
import ai.fourminds.rds.plugin.ConnectionSource;
import ai.fourminds.rds.plugin.catalogue.TableInfo;
import ai.fourminds.rds.plugin.catalogue.TableName;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.HandleConsumer;
import org.jdbi.v3.core.Handles;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.core.statement.TemplateEngine;

/** Runs catalogue queries through Jdbi; throws the database's own SQLExceptions. Stateless and thread-safe. */
public final class JdbiWork {

    private JdbiWork() {}

    /** Runs work on a connection that the caller owns, in its current transaction. */
    public static <T> T on(Connection connection, HandleCallback<T, SQLException> work) throws SQLException {
        Jdbi jdbi = configured(Jdbi.create(connection));
        try (Handle handle = jdbi.open()) {
            return on(handle, work);
        }
    }

    /** Runs work on a handle that the caller owns. */
    public static <T> T on(Handle handle, HandleCallback<T, SQLException> work) throws SQLException {
        try {
            return work.withHandle(handle);
        } catch (JdbiException failure) {
            throw databaseFailure(failure);
        }
    }

    /** Runs work and then undoes its effects, after a failure too. */
    public static <T> T undone(
            Handle handle, HandleCallback<T, SQLException> work, HandleConsumer<SQLException> undoing)
            throws SQLException {
        T result;
        try {
            result = work.withHandle(handle);
        } catch (SQLException | RuntimeException | Error failure) {
            Cleanup.after(failure, () -> undoing.useHandle(handle));
            throw failure;
        }
        undoing.useHandle(handle);
        return result;
    }

    /** Returns what is made of a handle, which then owns it. After a failure, closes the handle. */
    public static <T> T owned(Handle handle, HandleCallback<T, SQLException> making) throws SQLException {
        try {
            return on(handle, making);
        } catch (SQLException | RuntimeException failure) {
            Cleanup.after(failure, () -> close(handle));
            throw failure;
        }
    }

    /** Closes a handle and its connection, which ends the transaction: a rollback would take one more round trip. */
    public static void close(Handle handle) throws SQLException {
        try {
            handle.close();
        } catch (JdbiException failure) {
            throw databaseFailure(failure);
        }
    }

    /** Opens a handle with its own connection; closing the handle closes both. */
    public static Handle open(ConnectionSource connections) throws SQLException {
        return open(connections, jdbi -> jdbi.open());
    }

    /** Opens a handle with its own connection, in a transaction; closing the handle ends both. */
    public static Handle begin(ConnectionSource connections) throws SQLException {
        return open(connections, jdbi -> jdbi.open().begin());
    }

    private static Handle open(ConnectionSource connections, Function<Jdbi, Handle> opening) throws SQLException {
        Jdbi jdbi = configured(Jdbi.create(connections::open));
        try {
            return opening.apply(jdbi);
        } catch (JdbiException failure) {
            throw databaseFailure(failure);
        }
    }

    /** Configures Jdbi without templates: a statement is sent as written. */
    private static Jdbi configured(Jdbi jdbi) {
        jdbi.getConfig(Handles.class).setForceEndTransactions(false);
        jdbi.getConfig(SqlStatements.class)
                .setTemplateEngine(TemplateEngine.NOP)
                .setSqlParser(new NamedParameters());
        return jdbi;
    }

    /**
     * Lists tables.
     *
     * @param sql selects {@code schema_name} (null where a database is a schema), {@code table_name}, {@code
     *     estimated_rows}, {@code column_count} and {@code size_bytes}
     */
    public static List<TableInfo> tables(Connection connection, String sql) throws SQLException {
        return on(
                connection,
                handle -> handle.createQuery(sql).map(JdbiWork::tableInfo).list());
    }

    /** Maps a row of {@link #tables}. */
    public static TableInfo tableInfo(ResultSet row, StatementContext context) throws SQLException {
        return new TableInfo(
                new TableName(row.getString("schema_name"), row.getString("table_name")),
                Math.max(0, row.getLong("estimated_rows")),
                row.getInt("column_count"),
                Math.max(0, row.getLong("size_bytes")));
    }

    private static SQLException databaseFailure(JdbiException failure) {
        return Causes.first(failure, SQLException.class).orElseThrow(() -> failure);
    }
}
