package ai.fourminds.rds.cli.command.database;

import ai.fourminds.rds.RdsDatabase;
import ai.fourminds.rds.cli.command.session.Session;
import ai.fourminds.rds.cli.export.run.SystemTimer;
import ai.fourminds.rds.cli.export.run.Timer;
import ai.fourminds.rds.cli.failure.CommandFailure;
import ai.fourminds.rds.cli.failure.ExitCode;
import ai.fourminds.rds.cli.failure.Fault;
import ai.fourminds.rds.plugin.catalogue.Catalogue;
import ai.fourminds.rds.plugin.catalogue.TableInfo;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** A database with one connection open, to look around in. For one thread; close it. */
public record OpenedDatabase(RdsDatabase database, Connection connection) implements AutoCloseable {
    static final Duration USUAL_LIMIT = Duration.ofMinutes(2);

    /** Something to be read from a catalogue. */
    @FunctionalInterface
    public interface Question<T> {
        T of(Catalogue catalogue) throws SQLException;
    }

    public static OpenedDatabase open(Session session, String instance, @Nullable String database) throws SQLException {
        RdsDatabase target = session.database(instance, database);
        return new OpenedDatabase(target, session.connect(target));
    }

    public <T> T ask(Question<T> question) throws SQLException, CommandFailure {
        return ask(USUAL_LIMIT, question);
    }

    /** Drops the connection when the answer does not come in time. */
    public <T> T ask(Duration limit, Question<T> question) throws SQLException, CommandFailure {
        AtomicBoolean late = new AtomicBoolean();
        try (SystemTimer timer = new SystemTimer(1)) {
            Timer.Alarm alarm = timer.after(limit, () -> drop(late));
            try {
                return question.of(database.catalogue(connection));
            } catch (SQLException | RuntimeException e) {
                if (late.get()) {
                    throw new CommandFailure(overdue(limit), e);
                }
                throw e;
            } finally {
                alarm.callOff();
            }
        }
    }

    /** Looks for these names alone first: the others may be locked, or a great many. */
    public List<TableInfo> named(List<String> typed, Duration limit, String instance, String name)
            throws SQLException, CommandFailure {
        List<TableInfo> found = ask(limit, catalogue -> catalogue.named(typed));
        TablePicker picker = TablePicker.of(found, instance, name);
        if (typed.stream().allMatch(picker::knows)) {
            return picker.pickAll(typed);
        }
        // Those that are near are among the others.
        Set<TableInfo> all = new LinkedHashSet<>(found);
        all.addAll(ask(limit, Catalogue::tables));
        all.addAll(ask(limit, Catalogue::views));
        return TablePicker.of(List.copyOf(all), instance, name).pickAll(typed);
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
                null,
                "The database's catalogue did not answer within " + limit.toSeconds() + " seconds.",
                "Instance " + database.instance().id() + "; the connection was dropped.",
                "See what the server is waiting for; export takes a longer --timeout.");
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
