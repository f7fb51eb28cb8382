package ai.fourminds.rds.cli.command.export;

import ai.fourminds.rds.RdsDatabase;
import ai.fourminds.rds.cli.command.session.Interruption;
import ai.fourminds.rds.cli.command.session.Session;
import ai.fourminds.rds.cli.export.folder.ExportFolder;
import ai.fourminds.rds.cli.export.run.FolderExport;
import ai.fourminds.rds.cli.failure.CommandFailure;
import ai.fourminds.rds.cli.failure.ExitCode;
import ai.fourminds.rds.cli.output.Console;
import ai.fourminds.rds.cli.output.Format;
import ai.fourminds.rds.cli.output.text.Quantity;
import ai.fourminds.rds.cli.output.text.Style;
import ai.fourminds.rds.cli.progress.ProgressView;
import ai.fourminds.rds.cli.view.Listings;
import ai.fourminds.rds.export.ExportTask;
import ai.fourminds.rds.export.Manifest;
import ai.fourminds.rds.export.TableReport;
import ai.fourminds.rds.plugin.ConnectionSource;
import ai.fourminds.rds.plugin.export.ExportSession;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;

/** Exports tables of one database into a folder, with progress, and a manifest even if interrupted. For one thread. */
public record DatabaseExport(RdsDatabase database, FolderExport export) {

    public record Result(Manifest manifest, ExitCode exit) {
        /** Prints the manifest on standard output, and remarks on standard error. */
        public void print(ExportFolder folder, Session session) throws IOException {
            Console console = session.console();
            if (session.format() == Format.JSON) {
                console.data().write(new String(manifest.toJson(), StandardCharsets.UTF_8));
                console.flush();
            } else {
                // In an export, JSONL is the format of the files.
                Format format = session.format() == Format.JSONL ? Format.TABLE : session.format();
                Listings.REPORTS.print(manifest.tables(), format, console);
            }
            remark(folder.path(), console);
        }

        private void remark(Path folder, Console console) {
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

    public Result into(ExportFolder folder, List<ExportTask> tasks, Console console)
            throws SQLException, IOException, CommandFailure {
        try (ExportSession session = database.openExport(traced(console));
                ProgressView progress =
                        ProgressView.on(console, export.limits().csv().maxRows());
                // Installed before anything is written, so that a signal always cleans up the folder.
                Interruption interruption = new Interruption()) {
            Manifest manifest = export.into(folder, tasks, session, progress, run -> interruption.runs(run::interrupt));
            return new Result(manifest, exit(manifest, interruption.happened()));
        }
    }

    private ConnectionSource traced(Console console) {
        ConnectionSource connections = database.exportConnections();
        return () -> console.timed("connect " + database.instance().id() + " (token, TLS, login)", connections::open);
    }

    private static ExitCode exit(Manifest manifest, boolean interrupted) {
        if (interrupted) {
            return ExitCode.INTERRUPTED;
        }
        return manifest.complete() ? ExitCode.OK : ExitCode.PARTIAL;
    }
}
