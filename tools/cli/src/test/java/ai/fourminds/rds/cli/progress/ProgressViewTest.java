package ai.fourminds.rds.cli.progress;

import static org.assertj.core.api.Assertions.assertThat;

import ai.fourminds.rds.cli.output.Captured;
import ai.fourminds.rds.cli.output.Console.Capabilities;
import ai.fourminds.rds.cli.output.text.Text;
import ai.fourminds.rds.export.ExportTask;
import ai.fourminds.rds.export.TableReport;
import ai.fourminds.rds.plugin.catalogue.TableName;
import ai.fourminds.rds.plugin.export.ExportSource;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProgressViewTest {

    private static ExportTask task(String name, Long estimate) {
        return new ExportTask(name, new ExportSource.OfTable(new TableName(null, name)), name + ".csv", estimate);
    }

    private static TableReport report(String name, boolean truncated, String error) {
        boolean failed = error != null;
        return new TableReport(
                name,
                null,
                name,
                null,
                "table",
                null,
                failed ? null : name + ".csv",
                1234,
                truncated,
                false,
                false,
                null,
                2048,
                null,
                null,
                1500,
                null,
                List.of(),
                List.of(),
                failed ? TableReport.Status.FAILED : TableReport.Status.EXPORTED,
                error,
                null,
                null,
                List.of());
    }

    private static String shown(Capabilities capabilities) {
        Captured captured = new Captured("", capabilities);
        try (ProgressView view = ProgressView.on(captured.console(), 0)) {
            ExportTask first = task("orders", 100L);
            ExportTask second = task("evil\u001B[2J\nname", null);
            view.started(first);
            view.started(second);
            view.progressed(first, 50, 1000);
            view.finished(first, report("orders", true, null));
            view.noted("one connection less");
            view.finished(second, report("evil\u001B[2J\nname", false, "permission denied"));
        }
        assertThat(captured.out()).isEmpty();
        return captured.err();
    }

    @Test
    void elsewhereItIsALinePerFinishedTable() {
        assertThat(shown(Capabilities.PLAIN))
                .isEqualTo("exported  orders  1,234 rows  2.0 KiB  1.5 s  TRUNCATED: --max-rows 0 exports all rows\n"
                        + "one connection less\n"
                        + "failed  evil\\u001B[2J\\nname  permission denied\n");
    }

    @Test
    void onATerminalItEndsWithNothingButFinishedTables() {
        String shown = shown(Capabilities.TERMINAL);
        assertThat(shown).contains("\u001B[33mexported  orders").contains("\u001B[1;31mfailed  evil");
        // What was painted below is erased again, and wrapping is on as it was found.
        assertThat(shown.lastIndexOf("\u001B[?7h")).isGreaterThan(shown.lastIndexOf("\u001B[?7l"));
        assertThat(shown).endsWith("permission denied\u001B[0m\n").doesNotContain("\u001B[2J");
    }

    @ParameterizedTest
    @CsvSource({"100,0,50,########", "100,50,50,################", "100,0,500,################", ",0,50,''"})
    void theBarIsOfWhatWillBeWritten(Long estimate, long maxRows, long rows, String bar) {
        LiveProgress.RunningTable table = new LiveProgress.RunningTable(task("t", estimate), 0);
        table.progressed(rows, 4096);
        String line = table.line(maxRows, 2_000_000_000L, 120);
        assertThat(line)
                .contains("[" + bar + " ".repeat(16 - bar.length()) + "]")
                .contains(rows / 2 + " rows/s  2.0 KiB/s");
    }

    @ParameterizedTest
    @CsvSource({
        "100,0,50,2 s left",
        "100,60,50,0 s left",
        "100000,0,50,67 min left",
        "1000000,0,50,11 h left",
        "100,50,50,/s",
        "100,0,500,/s",
        ",0,50,/s",
        "100,0,0,/s"
    })
    void theTimeLeftIsSaidWhereTheEstimateAllows(Long estimate, long maxRows, long rows, String end) {
        LiveProgress.RunningTable table = new LiveProgress.RunningTable(task("t", estimate), 0);
        table.progressed(rows, 4096);
        assertThat(table.line(maxRows, 2_000_000_000L, 120)).endsWith(end);
    }

    @ParameterizedTest
    @ValueSource(ints = {20, 40, 80, 99, 100, 200})
    void aLineFitsTheTerminal(int cells) {
        LiveProgress.RunningTable table = new LiveProgress.RunningTable(task("表".repeat(100), 9_000_000_000L), 0);
        table.progressed(1_234_567_890, 123_456_789_012L);
        assertThat(Text.width(table.line(0, 60_000_000_000L, cells))).isLessThanOrEqualTo(cells);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "100,\"orders                         [########        ] 50 rows  25 rows/s  2.0 KiB/s  2 s left\"",
                "80,\"orders               [########        ] 50 rows  25 rows/s  2 s left\"",
                "79,\"orders         [####    ] 50 rows  2 s left\"",
                "60,\"orders         [####    ] 50 rows  2 s left\"",
                "40,\"orders         50 rows  2 s left\""
            })
    void aNarrowTerminalHasTheRowsAndTheTimeLeft(int cells, String line) {
        LiveProgress.RunningTable table = new LiveProgress.RunningTable(task("orders", 100L), 0);
        table.progressed(50, 4096);
        assertThat(table.line(0, 2_000_000_000L, cells)).isEqualTo(line);
    }

    @Test
    void moreTablesThanATerminalHasLinesAreCounted() {
        Captured captured = new Captured("", Capabilities.TERMINAL);
        try (ProgressView view = ProgressView.on(captured.console(), 0)) {
            IntStream.rangeClosed(1, 64).forEach(number -> view.started(task("table" + number, 1L)));
            view.noted("painted");
        }
        assertThat(captured.err())
                .contains("table20 ", "and 44 more at the same time\n", "\u001B[21A")
                .doesNotContain("table21 ");
    }

    @Test
    void whatAServerSaysOnSeveralLinesIsOne() {
        assertThat(ProgressView.Lines.text(
                        report("t", false, "ERROR: permission denied\n  Position: 31 (SQLState 42501)")))
                .isEqualTo("failed  t  ERROR: permission denied; Position: 31 (SQLState 42501)");
    }

    @Test
    void longNamesAreCutToTheirColumn() {
        String line = new LiveProgress.RunningTable(task("表".repeat(100), 1L), 0).line(0, 1, 100);
        assertThat(Text.width(line.substring(0, line.indexOf('[')))).isEqualTo(31);
    }
}
