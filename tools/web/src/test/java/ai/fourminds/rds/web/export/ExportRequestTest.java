package ai.fourminds.rds.web.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.fourminds.rds.cli.failure.CommandFailure;
import ai.fourminds.rds.cli.load.LoadScript;
import ai.fourminds.rds.export.Compression;
import ai.fourminds.rds.export.ExportOptions;
import ai.fourminds.rds.export.ExportTask;
import ai.fourminds.rds.export.FileFormat;
import ai.fourminds.rds.export.Manifest;
import ai.fourminds.rds.export.TableReport;
import ai.fourminds.rds.plugin.catalogue.TableName;
import ai.fourminds.rds.plugin.export.ExportSource;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
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
                new ExportOptions(List.of(selection), false, "", "auto", Compression.NONE, format),
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
        return ExportRequest.command(manifest, Optional.empty(), Path.of("out"));
    }

    private static Optional<ExportRequest> again(Manifest manifest) {
        return ExportRequest.of(manifest, "out", List.of());
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
    void theCommandHasWhatTheManifestDoesNotTell() {
        Manifest manifest = manifest("csv", "public.orders", "--where", "public.orders=where it = 'x'");
        ExportRequest asked = new ExportRequest(
                "saved one",
                "prod-analytics",
                "sales",
                again(manifest).orElseThrow().selection(),
                "",
                50_000,
                600,
                1,
                FileFormat.CSV,
                Compression.NONE,
                false,
                "",
                List.of(LoadScript.DUCKDB, LoadScript.PANDAS));
        assertThat(ExportRequest.command(manifest, Optional.of(asked), Path.of("out")))
                .isEqualTo("fourminds-rds export --connection 'saved one' --timeout 600 --jobs 1"
                        + " --load-script duckdb,pandas --overwrite --out out"
                        + " '--where=public.orders=where it = '\\''x'\\''' -- prod-analytics sales public.orders");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--all",
                "--views",
                "--all --views --include a* --exclude b",
                "public.orders public.v --columns public.orders=id --exclude-columns x --where y>1 --sample v=3"
            })
    void whatWasChosenIsTriedAgain(String words) {
        String[] selection = words.split(" ");
        Manifest manifest = manifest("csv", selection);
        assertThat(again(manifest).orElseThrow().selection().words(tasks(manifest)))
                .containsExactly(selection);
    }

    private static List<ExportTask> tasks(Manifest manifest) {
        return manifest.tables().stream()
                .map(table -> new ExportTask(
                        table.name(), new ExportSource.OfTable(new TableName("public", "x")), "x.csv", 1L))
                .toList();
    }

    @Test
    void queriesAreLeftToTheCommandAndTheFormatIsKept() {
        assertThat(again(manifest("csv", "--query", "select 1", "--name", "q"))).isEmpty();
        assertThat(again(manifest("csv", "public.orders")).orElseThrow().format())
                .isEqualTo(FileFormat.CSV);
        assertThat(again(manifest("jsonl", "public.orders")).orElseThrow().format())
                .isEqualTo(FileFormat.JSONL);
    }

    @Test
    void namesAndPatternsExcludeEachOther() {
        ExportRequest both = again(manifest("csv", "public.orders", "--all")).orElseThrow();
        assertThatThrownBy(both::limits).isInstanceOf(CommandFailure.class);
    }
}
