package ai.fourminds.rds.cli.export.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.fourminds.rds.export.TableReport;
import ai.fourminds.rds.export.TableReport.Status;
import ai.fourminds.rds.plugin.export.ExportSource;
import ai.fourminds.rds.plugin.export.SpareConnections;
import java.io.IOException;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;

class ExportRunTest extends ExportRunStage {
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
                .containsExactly(
                        new TableReport.Column("id", "integer", "int32"),
                        new TableReport.Column("name", "text", "text"));
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
    void oneConnectionIsToldThatThereWillBeNoOther() throws Exception {
        run(1, "a").execute();
        assertThat(session.spare).isSameAs(SpareConnections.NONE);
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
    void aConnectionThatIsRefusedLateCostsNoTable() throws Exception {
        session.connections(1);
        session.refusing = () -> {
            while (heard.finished.size() < 2) {
                Thread.onSpinWait();
            }
        };
        List<TableReport> reports = List.copyOf(run(2, "a", "b", "c").execute().values());
        assertThat(reports).allMatch(TableReport::complete);
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
    void keepsAnEarlierFileOfATableThatFailsNow() throws Exception {
        Files.writeString(folder.path().resolve("bad.csv"), "old");
        session.script("bad", (channel, out) -> {
            throw new SQLException("gone", "42P01");
        });
        run(1, "bad").execute();
        assertThat(folder.path().resolve("bad.csv")).hasContent("old");
    }

    @Test
    void replacesAnEarlierFile() throws Exception {
        Files.writeString(folder.path().resolve("a.csv"), "old");
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
