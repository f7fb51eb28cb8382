package ai.fourminds.rds.cli.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.fourminds.rds.cli.export.TableReport.Status;
import ai.fourminds.rds.plugin.CsvOptions;
import ai.fourminds.rds.plugin.ExportSource;
import ai.fourminds.rds.plugin.TableName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class ExportRunTest {
    private static final Duration LIMIT = Duration.ofSeconds(120);
    private static final Duration GRACE = Duration.ofSeconds(10);

    @TempDir
    Path parent;

    private final FakeSession session = new FakeSession();
    private final HandTimer timer = new HandTimer();
    private final Heard heard = new Heard();
    private ExportFolder folder;

    @BeforeEach
    void prepare() throws Exception {
        folder = ExportFolder.prepare(parent.resolve("out"), ExistingFiles.REFUSE);
    }

    private ExportRun run(int jobs, String... tables) {
        List<ExportTask> tasks = new ArrayList<>();
        for (String table : tables) {
            TableName name = new TableName(null, table);
            tasks.add(new ExportTask(table, new ExportSource.OfTable(name), table + ".csv", 10L));
        }
        ExportLimits limits = new ExportLimits(new CsvOptions(2, false), Compression.NONE, LIMIT, GRACE, jobs);
        return new ExportRun(session, folder, tasks, limits, timer, Clock.systemUTC(), heard);
    }

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

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(folder.path())) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void writesWholeFilesAndReportsThemInTheOrderAskedFor() throws Exception {
        List<TableReport> reports = List.copyOf(run(3, "c", "a", "b").execute().values());
        assertThat(reports).extracting(TableReport::name).containsExactly("c", "a", "b");
        assertThat(files()).containsExactly("a.csv", "b.csv", "c.csv");
        byte[] written = Files.readAllBytes(folder.path().resolve("a.csv"));
        assertThat(written).isEqualTo(FakeChannel.TWO_ROWS);
        TableReport report = reports.get(0);
        assertThat(report.bytes()).isEqualTo(written.length);
        assertThat(report.sha256())
                .isEqualTo(HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(written)));
        assertThat(report.rows()).isEqualTo(2);
        assertThat(report.truncated()).isTrue();
        assertThat(report.columns())
                .containsExactly(new TableReport.Column("id", "integer"), new TableReport.Column("name", "text"));
        assertThat(report.droppedColumns()).containsExactly(new TableReport.Dropped("photo", "bytea", "binary"));
        assertThat(timer.waiting()).isZero();
        assertThat(session.channels).allMatch(channel -> channel.closed);
    }

    @Test
    void opensNoMoreConnectionsThanJobs() throws Exception {
        run(2, "a", "b", "c", "d", "e").execute();
        assertThat(session.opened.get()).isBetween(1, 2);
    }

    /** How many connections a channel may open beyond its own. */
    private int taken() {
        int taken = 0;
        while (session.spare.take()) {
            taken++;
        }
        return taken;
    }

    @Test
    void connectionsThatNoTableNeedsServeTheOthers() throws Exception {
        List<Integer> spare = new ArrayList<>();
        session.script("a", (channel, out) -> {
            spare.add(taken());
            return FakeChannel.twoRows(channel, out);
        });
        run(4, "a").execute();
        assertThat(spare).containsExactly(3);
    }

    @Test
    void whereEveryConnectionHasATableNoneIsSpareUntilAWorkerGoesHome() throws Exception {
        List<Boolean> spare = new ArrayList<>();
        Semaphore asked = new Semaphore(0);
        session.script("long", (channel, out) -> {
            while (session.channels.size() < 2) {
                Thread.onSpinWait();
            }
            spare.add(session.spare.take());
            asked.release();
            while (!session.spare.take()) {
                Thread.onSpinWait();
            }
            return FakeChannel.twoRows(channel, out);
        });
        session.script("short", (channel, out) -> {
            asked.acquireUninterruptibly();
            return FakeChannel.twoRows(channel, out);
        });
        run(2, "long", "short").execute();
        assertThat(spare).containsExactly(false);
    }

    @Test
    void theSessionHearsOfAllTablesBeforehand() throws Exception {
        run(2, "c", "a", "b").execute();
        assertThat(session.expected)
                .extracting(source -> ((ExportSource.OfTable) source).table().name())
                .containsExactly("c", "a", "b");
    }

    @Test
    void goesOnAfterATableThatFails() throws Exception {
        session.script("bad", (channel, out) -> {
            out.write(FakeChannel.TWO_ROWS);
            throw new SQLException("permission denied for table bad", "42501");
        });
        List<TableReport> reports = List.copyOf(run(1, "bad", "good").execute().values());
        assertThat(reports.get(0).status()).isEqualTo(Status.FAILED);
        assertThat(reports.get(0).error()).isEqualTo("permission denied for table bad (SQLState 42501)");
        assertThat(reports.get(0).file()).isNull();
        assertThat(reports.get(1).status()).isEqualTo(Status.EXPORTED);
        assertThat(files()).containsExactly("good.csv");
    }

    @Test
    void reportsADefectInOneTableAsThatTablesFailure() throws Exception {
        session.script("bad", (channel, out) -> {
            throw new IllegalStateException("defect");
        });
        List<TableReport> reports = List.copyOf(run(1, "bad", "good").execute().values());
        assertThat(reports).extracting(TableReport::status).containsExactly(Status.FAILED, Status.EXPORTED);
        assertThat(reports.get(0).error()).contains("IllegalStateException");
    }

    @Test
    void reportsAFullDiskAsThatTablesFailure() throws Exception {
        session.script("big", (channel, out) -> {
            throw new IOException("No space left on device");
        });
        List<TableReport> reports = List.copyOf(run(1, "big").execute().values());
        assertThat(reports.get(0).error()).isEqualTo("No space left on device");
        assertThat(files()).isEmpty();
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
    void replacesAConnectionThatBreaks() throws Exception {
        session.script("fatal", (channel, out) -> {
            channel.broken = true;
            throw new SQLException("terminating connection", "57P01");
        });
        List<TableReport> reports =
                List.copyOf(run(1, "fatal", "next").execute().values());
        assertThat(reports).extracting(TableReport::status).containsExactly(Status.FAILED, Status.EXPORTED);
        assertThat(session.opened.get()).isEqualTo(2);
    }

    @Test
    void failsWhenNotEvenOneConnectionCanBeHad() {
        session.connections(0);
        assertThatThrownBy(() -> run(4, "a", "b").execute()).isInstanceOf(SQLException.class);
    }

    @Test
    void makesDoWithTheConnectionsItGets() throws Exception {
        session.connections(1);
        List<TableReport> reports =
                List.copyOf(run(4, "a", "b", "c", "d", "e").execute().values());
        assertThat(reports).allMatch(report -> report.status() == Status.EXPORTED);
        assertThat(session.channels).hasSize(1);
    }

    @Test
    void failsTheRestAtOnceWhenTheLastConnectionIsLost() throws Exception {
        session.connections(1).script("fatal", (channel, out) -> {
            channel.broken = true;
            throw new SQLException("terminating connection", "57P01");
        });
        List<TableReport> reports =
                List.copyOf(run(1, "fatal", "b", "c").execute().values());
        assertThat(reports).allMatch(report -> report.status() == Status.FAILED);
        assertThat(reports.get(2).error()).isEqualTo("too many connections (SQLState 53300)");
        assertThat(session.opened.get()).isEqualTo(2);
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

    @Test
    void removesAnEarlierFileOfATableThatFailsNow() throws Exception {
        Files.writeString(folder.path().resolve("bad.csv"), "old");
        session.script("bad", (channel, out) -> {
            throw new SQLException("gone", "42P01");
        });
        run(1, "bad").execute();
        assertThat(files()).isEmpty();
    }

    @Test
    void replacesAnEarlierFileAndALeftoverPart() throws Exception {
        Files.writeString(folder.path().resolve("a.csv"), "old");
        Files.writeString(folder.path().resolve("a.csv.part"), "left over");
        run(1, "a").execute();
        assertThat(files()).containsExactly("a.csv");
        assertThat(Files.readAllBytes(folder.path().resolve("a.csv"))).isEqualTo(FakeChannel.TWO_ROWS);
    }

    @Test
    void exportsNothingWithoutTables() throws Exception {
        assertThat(run(4).execute()).isEmpty();
        assertThat(session.opened.get()).isZero();
    }
}
