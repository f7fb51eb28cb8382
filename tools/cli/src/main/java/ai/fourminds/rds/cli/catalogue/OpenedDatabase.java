package ai.fourminds.rds.cli.catalogue;

import ai.fourminds.rds.RdsDatabase;
import ai.fourminds.rds.cli.export.run.Timer;
import ai.fourminds.rds.cli.failure.CommandFailure;
import ai.fourminds.rds.cli.failure.ExitCode;
import ai.fourminds.rds.cli.failure.Fault;
import ai.fourminds.rds.plugin.catalogue.Catalogue;
import ai.fourminds.rds.plugin.catalogue.ColumnInfo;
import ai.fourminds.rds.plugin.catalogue.Preview;
import ai.fourminds.rds.plugin.catalogue.TableInfo;
import ai.fourminds.rds.plugin.catalogue.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A database with an open connection, for browsing. For one thread; close it.
 *
 * @param instance the instance, as the user named it
 * @param name the database's name, or null for the engine's default
 */
public record OpenedDatabase(
        RdsDatabase database,
        Connection connection,
        String instance,
        @Nullable String name) implements AutoCloseable {
    private static final Duration DEFAULT_LIMIT = Duration.ofMinutes(2);

    /** A query of the catalogue. */
    @FunctionalInterface
    public interface Question<T> {
        T of(Catalogue catalogue) throws SQLException;
    }

    public <T> T ask(Question<T> question) throws SQLException, CommandFailure {
        return ask(DEFAULT_LIMIT, question);
    }

    /** Queries the catalogue, and drops the connection if the answer exceeds the time limit. */
    public <T> T ask(Duration limit, Question<T> question) throws SQLException, CommandFailure {
        AtomicBoolean late = new AtomicBoolean();
        try (Timer timer = Timer.onThreads(1)) {
            Runnable callOff = timer.after(limit, () -> drop(late));
            try {
                return question.of(database.catalogue(connection));
            } catch (SQLException | RuntimeException e) {
                if (late.get()) {
                    throw new CommandFailure(overdue(limit), e);
                }
                throw e;
            } finally {
                callOff.run();
            }
        }
    }

    /** Finds tables by name; lists the other tables only if a name is unknown: they may be locked, or very many. */
    List<TableInfo> named(List<String> typed, Duration limit) throws SQLException, CommandFailure {
        List<TableInfo> found = ask(limit, catalogue -> catalogue.named(typed));
        TablePicker picker = among(found);
        if (typed.stream().allMatch(picker::knows)) {
            return picker.pickAll(typed);
        }
        // The failure suggests similar names from all tables.
        Set<TableInfo> all = new LinkedHashSet<>(found);
        all.addAll(ask(limit, Catalogue::tables));
        all.addAll(ask(limit, Catalogue::views));
        return among(List.copyOf(all)).pickAll(typed);
    }

    TablePicker among(List<TableInfo> tables) {
        return new TablePicker(tables, instance, String.valueOf(name));
    }

    public Preview preview(String table, int rows) throws SQLException, CommandFailure {
        if (rows < 0) {
            throw CommandFailure.usage("rows-negative", "--rows is negative.", "Give 0 or more.");
        }
        TableInfo picked = named(List.of(table), DEFAULT_LIMIT).get(0);
        return ask(catalogue -> catalogue.preview(picked.name(), rows));
    }

    public List<ColumnInfo> columns(String table) throws SQLException, CommandFailure {
        return columns(List.of(table)).values().stream()
                .findFirst()
                .orElseThrow(() -> CommandFailure.usage(
                        "columns-unreadable",
                        "The columns of '" + table + "' cannot be read.",
                        "Have an administrator of the database grant the user SELECT on it."));
    }

    /** Returns the columns of the tables and views of these names; omits tables that cannot be read. */
    public Map<TableName, List<ColumnInfo>> columns(List<String> tables) throws SQLException, CommandFailure {
        List<TableName> names =
                named(tables, DEFAULT_LIMIT).stream().map(TableInfo::name).toList();
        return ask(catalogue -> catalogue.columns(names));
    }

    private void drop(AtomicBoolean late) {
        late.set(true);
        try {
            connection.abort(Runnable::run);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private Fault overdue(Duration limit) {
        return new Fault(
                ExitCode.NETWORK,
                "catalogue-timeout",
                "The database's catalogue did not answer within " + limit.toSeconds() + " seconds.",
                "Instance " + database.instance().id() + "; the connection was dropped.",
                "See what the server is waiting for; export takes a longer --timeout.");
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
