package ai.fourminds.rds.cli.command.export;

import ai.fourminds.rds.RdsDatabase;
import ai.fourminds.rds.cli.command.session.Interruption;
import ai.fourminds.rds.cli.export.folder.ExportFolder;
import ai.fourminds.rds.cli.export.run.FolderExport;
import ai.fourminds.rds.cli.failure.CommandFailure;
import ai.fourminds.rds.cli.failure.ExitCode;
import ai.fourminds.rds.cli.output.Console;
import ai.fourminds.rds.cli.progress.ProgressView;
import ai.fourminds.rds.export.ExportTask;
import ai.fourminds.rds.export.Manifest;
import ai.fourminds.rds.plugin.ConnectionSource;
import ai.fourminds.rds.plugin.export.ExportSession;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;

/** Exports tables of one database into a folder, with progress, and a manifest even if interrupted. For one thread. */
public record DatabaseExport(RdsDatabase database, FolderExport export) {

    public record Result(Manifest manifest, ExitCode exit) {}

    public Result into(ExportFolder folder, List<ExportTask> tasks, Console console)
            throws SQLException, IOException, CommandFailure {
        try (ExportSession session = database.openExport(traced(console));
                ProgressView progress =
                        ProgressView.on(console, export.limits().csv().maxRows());
                // Installed before anything is written, so that a signal always cleans up the folder.
                Interruption interruption = Interruption.awaited()) {
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
