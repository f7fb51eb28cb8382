package ai.fourminds.rds.cli.view;

import ai.fourminds.rds.cli.export.JsonLines;
import ai.fourminds.rds.cli.output.Console;
import ai.fourminds.rds.cli.output.Format;
import ai.fourminds.rds.cli.output.Json;
import ai.fourminds.rds.cli.output.Listing;
import ai.fourminds.rds.cli.output.text.Csv;
import ai.fourminds.rds.cli.output.text.Style;
import ai.fourminds.rds.cli.output.text.Text;
import ai.fourminds.rds.export.TableReport;
import ai.fourminds.rds.plugin.catalogue.DroppedColumn;
import ai.fourminds.rds.plugin.catalogue.ExportedColumn;
import ai.fourminds.rds.plugin.catalogue.Preview;
import ai.fourminds.rds.plugin.export.CsvOptions;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Prints a table's first rows on standard output, and remarks on what is missing on standard error. Stateless. */
public final class PreviewPage {
    private static final int CELL_WIDTH = 40;

    private PreviewPage() {}

    public static void print(Preview preview, Format format, Console console) throws IOException {
        switch (format) {
            case TABLE -> {
                if (!preview.columns().isEmpty()) {
                    listing(preview).print(preview.rows(), Format.TABLE, console);
                }
            }
            case JSON -> Json.print(Page.of(preview), console);
            case JSONL -> jsonLines(preview, console);
            case CSV -> csv(preview, "", console.data());
        }
        console.flush();
        if (format == Format.JSON) {
            return;
        }
        for (DroppedColumn column : preview.dropped()) {
            console.say("Left out: " + column.name() + " (" + column.declaredType() + ", " + column.reason() + ")");
        }
    }

    /** Returns a listing of the preview's rows for people. */
    public static Listing<List<@Nullable String>> listing(Preview preview) {
        Listing<List<@Nullable String>> listing = Listing.empty();
        List<ExportedColumn> columns = preview.columns();
        for (int at = 0; at < columns.size(); at++) {
            int index = at;
            listing = listing.column(
                    Text.fit(Text.sanitized(columns.get(at).name()), CELL_WIDTH),
                    row -> cell(row.get(index)),
                    row -> row.get(index) == null ? Style.DIM : Style.PLAIN);
        }
        return listing;
    }

    private static String cell(@Nullable String value) {
        return value == null ? "NULL" : Text.fit(Text.sanitized(value), CELL_WIDTH);
    }

    private static void jsonLines(Preview preview, Console console) throws IOException {
        JsonLines lines = new JsonLines(console.bytes());
        lines.over((rows, bytes) -> {}).columns(preview.columns());
        Writer csv = new OutputStreamWriter(lines, StandardCharsets.UTF_8);
        csv(preview, JsonLines.options(new CsvOptions(0, false)).nullText(), csv);
        csv.flush();
        lines.finish();
    }

    private static void csv(Preview preview, String nullText, Writer out) throws IOException {
        Csv.row(out, preview.columns().stream().map(ExportedColumn::name).toList(), nullText);
        for (List<@Nullable String> row : preview.rows()) {
            Csv.row(out, row, nullText);
        }
    }

    /** The preview for programs. */
    private record Page(
            List<TableReport.Column> columns,
            List<TableReport.Dropped> droppedColumns,
            List<List<@Nullable String>> rows) {
        static Page of(Preview preview) {
            return new Page(
                    preview.columns().stream().map(TableReport.Column::of).toList(),
                    preview.dropped().stream()
                            .map(column ->
                                    new TableReport.Dropped(column.name(), column.declaredType(), column.reason()))
                            .toList(),
                    preview.rows());
        }
    }
}
