package ai.fourminds.rds.contract;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ai.fourminds.rds.contract.network.TappedConnections;
import ai.fourminds.rds.plugin.EnginePlugin;
import ai.fourminds.rds.plugin.export.CsvOptions;
import ai.fourminds.rds.plugin.export.ExportChannel;
import ai.fourminds.rds.plugin.export.ExportProgress;
import ai.fourminds.rds.plugin.export.ExportSession;
import ai.fourminds.rds.plugin.export.ExportSource;
import java.io.OutputStream;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Tests cancels between two statements of an export, which servers ignore, on the engine's real server. */
public abstract class CancelContract extends ExportContract {

    /** A query that returns nothing for hours, so that only the server itself can end it. */
    private static final ExportSource SILENT =
            new ExportSource.OfQuery("SELECT MAX(a.n + b.n + c.n) AS m FROM numbers a, numbers b, numbers c");

    private static final ExportSource QUICK = new ExportSource.OfQuery("SELECT MAX(a.n) AS m FROM numbers a");

    /** @param dialect the engine's differences */
    protected CancelContract(EnginePlugin plugin, Dialect dialect) throws SQLException {
        super(plugin, dialect);
    }

    @Test
    void aCancelBetweenTwoStatementsOfAQuerysExportHolds() throws Exception {
        cancelBetweenStatements(QUICK, SILENT);
    }

    @Test
    void aCancelBetweenTwoStatementsOfATablesExportHolds() throws Exception {
        cancelBetweenStatements(table("numbers"), null);
    }

    @Test
    void aCancelThatFindsNoExportIsForgottenAndOneThatComesAsItBeginsHolds() throws Exception {
        try (ExportSession session = openExport(this::connect);
                ExportChannel channel = session.openChannel()) {
            Beginning beginning = new Beginning(channel);
            for (ExportSource source : List.of(SILENT, table("numbers"))) {
                channel.cancel();
                assertThatThrownBy(
                                () -> channel.export(source, Exports.ALL, OutputStream.nullOutputStream(), beginning))
                        .isInstanceOf(SQLException.class);
                channel.cancel();
                assertThat(Exports.export(channel, QUICK, Exports.ALL).rows()).hasSize(1);
            }
            assertThat(beginning.seen).containsExactly("begun", "begun");
            assertThat(channel.isBroken()).isFalse();
        }
    }

    /** Cancels an export as it begins. Used by one thread. */
    private static final class Beginning implements ExportProgress {

        private final List<String> seen = new ArrayList<>();
        private final ExportChannel channel;

        Beginning(ExportChannel channel) {
            this.channel = channel;
        }

        @Override
        public void begun() {
            seen.add("begun");
            try {
                channel.cancel();
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void written(long rows, long bytes) {
            seen.add("written");
        }
    }

    /**
     * Cancels before each statement in turn.
     *
     * @param silent runs the same statements as the quick one and never ends before a cancel arrives; or null
     */
    private void cancelBetweenStatements(ExportSource quick, @Nullable ExportSource silent) throws Exception {
        Canceller canceller = new Canceller();
        try (ExportSession session = openExport(new TappedConnections(this::connect, canceller));
                ExportChannel channel = session.openChannel()) {
            int places = canceller.placesIn(channel, quick);
            assertThat(places).isGreaterThan(2);
            for (int place = 1; place < places; place++) {
                canceller.assertHolds(channel, silent == null ? quick : silent, place);
                assertThat(canceller.exported)
                        .as("the statement that exports began though cancelled at %s of %s", place, places)
                        .isFalse();
            }
            if (silent != null) {
                canceller.assertHolds(channel, silent, places);
            }
            assertThat(Exports.export(channel, table("numbers"), new CsvOptions(1, false))
                            .rows())
                    .hasSize(1);
        }
    }

    /**
     * Cancels a channel's export from another thread before its n-th statement, which waits until the request is sent.
     */
    private static final class Canceller implements TappedConnections.Tap {

        private final Thread exporter = Thread.currentThread();
        private volatile CountDownLatch requested = new CountDownLatch(1);
        private @Nullable ExportChannel target;
        private @Nullable CompletableFuture<Void> cancel;
        private int seen;
        private int place;
        private boolean exported;

        /** Returns the number of statements up to the exporting one. */
        int placesIn(ExportChannel channel, ExportSource source) throws Exception {
            arm(null, 0);
            Exports.export(channel, source, Exports.ALL);
            return place;
        }

        void assertHolds(ExportChannel channel, ExportSource source, int at) throws Exception {
            arm(channel, at);
            SQLException ended =
                    catchThrowableOfType(SQLException.class, () -> Exports.export(channel, source, Exports.ALL));
            assertThat((Throwable) ended)
                    .as("cancelled before statement %s", at)
                    .isNotNull();
            requireNonNull(cancel, "the place was never reached").get();
            assertThat(channel.isBroken()).isFalse();
        }

        private void arm(@Nullable ExportChannel channel, int at) {
            target = channel;
            cancel = null;
            place = at;
            seen = 0;
            exported = false;
            requested = new CountDownLatch(1);
        }

        @Override
        public void beforeStatement(boolean exports) throws SQLException {
            if (Thread.currentThread() != exporter || exported) {
                return;
            }
            seen++;
            exported = exports;
            ExportChannel channel = target;
            if (channel == null) {
                place = exports ? seen : place;
            } else if (seen == place) {
                cancelAndAwait(channel);
            }
        }

        private void cancelAndAwait(ExportChannel channel) throws SQLException {
            cancel = CompletableFuture.runAsync(
                    () -> {
                        try {
                            channel.cancel();
                        } catch (SQLException e) {
                            throw new IllegalStateException(e);
                        } finally {
                            afterRequest();
                        }
                    },
                    task -> new Thread(task).start());
            try {
                requested.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new SQLException("interrupted", e);
            }
        }

        @Override
        public void afterRequest() {
            if (Thread.currentThread() != exporter) {
                requested.countDown();
            }
        }
    }
}
