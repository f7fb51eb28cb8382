package ai.fourminds.rds.cli.export.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import ai.fourminds.rds.export.TableReport;
import ai.fourminds.rds.export.TableReport.Status;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Exports that the clock or an interrupt ends. */
class EndedExportRunTest extends ExportRunStage {
    private static CompletableFuture<List<TableReport>> started(ExportRun run) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return List.copyOf(run.execute().values());
                    } catch (SQLException e) {
                        throw new IllegalStateException(e);
                    }
                },
                task -> new Thread(task, "run").start());
    }

    private FakeChannel onlyChannelExporting() throws InterruptedException {
        while (session.channels.isEmpty()) {
            Thread.onSpinWait();
        }
        FakeChannel channel = session.channels.get(0);
        channel.exporting.acquire();
        return channel;
    }

    @Test
    void oneTableIsCancelledWhetherItRunsOrWaits() throws Exception {
        session.script("long", FakeChannel::endless);
        ExportRun run = run(1, "long", "waiting", "other");
        CompletableFuture<List<TableReport>> reports = started(run);
        onlyChannelExporting();
        run.cancel(task("waiting"));
        run.cancel(task("long"));
        assertThat(reports.get())
                .extracting(TableReport::name, TableReport::error)
                .containsExactly(tuple("long", "interrupted"), tuple("waiting", "interrupted"), tuple("other", null));
        assertThat(run.interrupted()).isFalse();
    }

    @Test
    void cancelsATableWhoseTimeIsUpAndGoesOn() throws Exception {
        session.script("slow", FakeChannel::endless);
        CompletableFuture<List<TableReport>> reports = started(run(1, "slow", "next"));
        onlyChannelExporting();
        timer.fire(LIMIT);
        assertThat(reports.get()).extracting(TableReport::status).containsExactly(Status.TIMED_OUT, Status.EXPORTED);
        assertThat(reports.get().get(0).error()).isEqualTo("timed out after 120 s");
        assertThat(files()).containsExactly("next.csv");
        assertThat(session.opened.get()).isEqualTo(1);
        assertThat(timer.waiting()).isZero();
    }

    @Test
    void dropsAConnectionThatHearsNoCancelAndOpensAnother() throws Exception {
        session.script("deaf", FakeChannel::deafAndEndless);
        CompletableFuture<List<TableReport>> reports = started(run(1, "deaf", "next"));
        FakeChannel channel = onlyChannelExporting();
        timer.fire(LIMIT);
        assertThat(channel.cancelled.getCount()).isZero();
        assertThat(channel.aborted.getCount()).isOne();
        timer.fire(GRACE);
        assertThat(reports.get()).extracting(TableReport::status).containsExactly(Status.TIMED_OUT, Status.EXPORTED);
        assertThat(session.opened.get()).isEqualTo(2);
        assertThat(channel.closed).isTrue();
    }

    @Test
    void dropsAConnectionAtOnceWhenTheCancelItselfFails() throws Exception {
        session.script("deaf", FakeChannel::deafAndEndless);
        CompletableFuture<List<TableReport>> reports = started(run(1, "deaf"));
        onlyChannelExporting().cancelFails = true;
        timer.fire(LIMIT);
        assertThat(reports.get()).extracting(TableReport::status).containsExactly(Status.TIMED_OUT);
        assertThat(reports.get().get(0).error())
                .isEqualTo("timed out after 120 s; its cancel failed: no route to host (SQLState 08001)");
    }

    @Test
    void keepsAnExportThatEndsBeforeItsClock() throws Exception {
        List<TableReport> reports = List.copyOf(run(1, "quick").execute().values());
        timer.fire(LIMIT);
        assertThat(reports.get(0).status()).isEqualTo(Status.EXPORTED);
        assertThat(session.channels.get(0).cancelled.getCount()).isOne();
    }

    @Test
    void interruptedCancelsWhatRunsAndStartsNothingMore() throws Exception {
        session.script("slow", FakeChannel::endless);
        ExportRun run = run(1, "slow", "never");
        CompletableFuture<List<TableReport>> reports = started(run);
        onlyChannelExporting();
        run.interrupt();
        assertThat(reports.get()).extracting(TableReport::error).containsExactly("interrupted", "interrupted");
        assertThat(reports.get()).extracting(TableReport::status).containsOnly(Status.FAILED);
        assertThat(heard.started).containsExactly("slow");
        assertThat(files()).isEmpty();
        assertThat(run.interrupted()).isTrue();
    }

    /** Between the watch's beginning and the export's. */
    @Test
    void anInterruptThatComesJustBeforeAnExportBeginsEndsIt() throws Exception {
        session.script("slow", FakeChannel::endless);
        ExportRun run = run(1, "slow", "never");
        session.beforeExports = run::interrupt;
        assertThat(run.execute().values()).extracting(TableReport::error).containsExactly("interrupted", "interrupted");
        assertThat(session.channels.get(0).aborted.getCount()).isOne();
        assertThat(timer.waiting()).isZero();
    }

    @Test
    void aTimeThatIsUpJustBeforeAnExportBeginsEndsIt() throws Exception {
        session.script("slow", FakeChannel::endless);
        session.beforeExports = () -> timer.fire(LIMIT);
        assertThat(run(1, "slow").execute().values())
                .extracting(TableReport::status)
                .containsExactly(Status.TIMED_OUT);
        assertThat(session.channels.get(0).aborted.getCount()).isOne();
    }

    @Test
    void aConnectThatFailsAfterAnInterruptIsPartOfIt() throws Exception {
        session.connections(1).script("fatal", (channel, out) -> {
            channel.broken = true;
            throw new SQLException("terminating connection", "57P01");
        });
        ExportRun run = run(1, "fatal", "b", "c");
        session.refusing = run::interrupt;
        assertThat(run.execute().values())
                .extracting(TableReport::error)
                .containsExactly("terminating connection (SQLState 57P01)", "interrupted", "interrupted");
    }
}
