package ai.fourminds.rds.cli.command.export;

import ai.fourminds.rds.cli.command.session.Session;
import ai.fourminds.rds.cli.export.folder.ExportFolder;
import ai.fourminds.rds.cli.output.Console;
import ai.fourminds.rds.cli.output.Format;
import ai.fourminds.rds.cli.output.text.Quantity;
import ai.fourminds.rds.cli.output.text.Style;
import ai.fourminds.rds.cli.view.Listings;
import ai.fourminds.rds.export.Manifest;
import ai.fourminds.rds.export.TableReport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** Prints the result of an export on standard output, and remarks on standard error. Stateless. */
public final class ExportSummary {
    private ExportSummary() {}

    public static void print(Manifest manifest, Path folder, Session session) throws IOException {
        Console console = session.console();
        if (session.format() == Format.JSON) {
            console.data().write(new String(manifest.toJson(), StandardCharsets.UTF_8));
            console.flush();
        } else {
            // In an export, JSONL is the format of the files.
            Format format = session.format() == Format.JSONL ? Format.TABLE : session.format();
            Listings.REPORTS.print(manifest.tables(), format, console);
        }
        remark(manifest, folder, console);
    }

    private static void remark(Manifest manifest, Path folder, Console console) {
        List<TableReport> tables = manifest.tables();
        List<TableReport> exported =
                tables.stream().filter(TableReport::complete).toList();
        long rows = exported.stream().mapToLong(TableReport::rows).sum();
        long bytes = exported.stream().mapToLong(TableReport::bytes).sum();
        console.say(
                manifest.complete() ? Style.GOOD : Style.BAD,
                Quantity.count(exported.size()) + " of " + Quantity.of(tables.size(), "table") + " exported, "
                        + Quantity.of(rows, "row") + ", " + Quantity.bytes(bytes)
                        + (exported.isEmpty()
                                ? "; nothing was written"
                                : "; manifest: " + folder.resolve(ExportFolder.MANIFEST)));
        long truncated = exported.stream().filter(TableReport::truncated).count();
        if (truncated > 0) {
            console.say(
                    Style.WARNING,
                    Quantity.of(truncated, "table") + " truncated at " + Quantity.count(manifest.maxRows())
                            + " rows; --max-rows 0 exports all rows.");
        }
        long dropped = exported.stream()
                .mapToLong(table -> table.droppedColumns().size())
                .sum();
        if (dropped > 0) {
            console.say(Quantity.of(dropped, "binary column") + " left out; the manifest lists them.");
        }
    }
}
