package ai.fourminds.rds.web.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.fourminds.rds.cli.failure.CommandFailure;
import ai.fourminds.rds.export.Compression;
import ai.fourminds.rds.export.ExportOptions;
import ai.fourminds.rds.export.ExportTask;
import ai.fourminds.rds.export.Manifest;
import ai.fourminds.rds.export.TableReport;
import ai.fourminds.rds.plugin.catalogue.TableName;
import ai.fourminds.rds.plugin.export.ExportSource;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the page makes of exports that the command line made. */
class ExportRequestTest {
    private static Manifest manifest(String format, String... selection) {
        return new Manifest(
                Manifest.TOOL,
                "1",
                false,
                "prod-analytics",
                "us-east-1",
                "sales",
                "postgres",
                "one-snapshot",
                "2026-01-01T00:00:00Z",
                "2026-01-01T00:00:01Z",
                50_000,
                new ExportOptions(List.of(selection), false, "", Compression.NONE, format),
                Stream.of(selection)
                        .takeWhile(word -> !word.startsWith("--"))
                        .map(ExportRequestTest::report)
                        .toList());
    }

    private static TableReport report(String name) {
        return TableReport.unfinished(
                new ExportTask(
                        name,
                        new ExportSource.OfTable(new TableName("public", name)),
                        name + ".csv",
                        1L,
                        name.endsWith("v") ? "view" : "table"),
                TableReport.Status.FAILED,
                "lost",
                1);
    }

    private static String command(Manifest manifest) {
        return ExportRequest.command(manifest, null, Path.of("out"));
    }

    @Test
    void theCommandHasTheOptionsInFrontAndTheTablesBehind() {
        assertThat(command(manifest("csv", "public.orders", "we \"quote\"", "--where", "public.orders=id > 1")))
                .isEqualTo("fourminds-rds export --overwrite --out out '--where=public.orders=id > 1' --"
                        + " prod-analytics sales public.orders 'we \"quote\"'");
        assertThat(command(manifest("csv", "--query", "-- all\nselect 1", "--name", "q")))
                .isEqualTo("fourminds-rds export --overwrite --out out "
                        + "\"$(printf -- '--query=-- all\\012select 1')\" --name=q -- prod-analytics sales");
        assertThat(command(manifest("jsonl", "--all", "--views", "--exclude", "tmp*")))
                .isEqualTo("fourminds-rds export --format jsonl --overwrite --out out --all --views"
                        + " '--exclude=tmp*' -- prod-analytics sales");
    }

    @Test
    void tablesAreTriedAgain() throws CommandFailure {
        assertThat(ExportRequest.of(manifest("csv", "--all"), "", "out").tables())
                .isEmpty();
        assertThat(ExportRequest.of(manifest("csv", "public.orders"), "", "out").tables())
                .containsExactly("public.orders");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--query", "--where", "--columns", "--exclude-columns", "--sample", "--include", "--views"})
    void whatThePageCannotAskForIsLeftToTheCommand(String option) {
        assertThatThrownBy(() -> ExportRequest.of(manifest("csv", "public.orders", option, "x"), "", "out"))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("options of the command line");
    }

    @Test
    void viewsAreLeftToTheCommand() {
        assertThatThrownBy(() -> ExportRequest.of(manifest("csv", "public.v"), "", "out"))
                .isInstanceOf(CommandFailure.class);
    }

    @Test
    void jsonLinesAreLeftToTheCommand() {
        assertThatThrownBy(() -> ExportRequest.of(manifest("jsonl", "public.orders"), "", "out"))
                .isInstanceOf(CommandFailure.class);
    }
}
