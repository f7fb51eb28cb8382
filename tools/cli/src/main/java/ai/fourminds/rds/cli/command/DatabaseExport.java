package ai.fourminds.rds.cli.command;

import ai.fourminds.rds.RdsDatabase;
import ai.fourminds.rds.cli.export.ExportFolder;
import ai.fourminds.rds.cli.export.ExportLimits;
import ai.fourminds.rds.cli.export.ExportRun;
import ai.fourminds.rds.cli.export.ExportTask;
import ai.fourminds.rds.cli.export.Manifest;
import ai.fourminds.rds.cli.export.SystemTimer;
import ai.fourminds.rds.cli.export.TableReport;
import ai.fourminds.rds.cli.failure.ExitCode;
import ai.fourminds.rds.cli.output.Console;
import ai.fourminds.rds.cli.progress.ProgressView;
import ai.fourminds.rds.fleet.RdsInstance;
import ai.fourminds.rds.plugin.ExportSession;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;

/**
 * Exports tables of one database into a folder, with progress and a manifest, even when interrupted. For one thread.
 *
 * @param database where the tables are
 * @param name the database's name, for the manifest
 * @param limits how much it may take
 * @param demo whether the manifest says that the data is the demo's
 */
record DatabaseExport(RdsDatabase database, String name, ExportLimits limits, boolean demo) {

    /** What came of it. */
    record Result(Manifest manifest, ExitCode exit) {}

    Result into(ExportFolder folder, List<ExportTask> tasks, Console console) throws SQLException, IOException {
        Clock clock = Clock.systemUTC();
        Instant started = clock.instant();
        try (ExportSession session = database.plugin().openExport(database);
                // One thread per job for cancels, which wait for the network, and one for the clocks of the others.
                SystemTimer timer = new SystemTimer(limits.jobs() + 1);
                ProgressView progress = ProgressView.on(console, limits.csv().maxRows())) {
            ExportRun run = new ExportRun(session, folder, tasks, limits, timer, clock, progress);
            try (Interruption interruption = Interruption.running(run::interrupt)) {
                folder.forgetManifest();
                List<TableReport> reports = run.execute();
                Manifest manifest = manifest(reports, session.consistency(), started, clock.instant());
                folder.write(manifest);
                return new Result(manifest, exit(manifest, interruption.happened()));
            }
        }
    }

    private static ExitCode exit(Manifest manifest, boolean interrupted) {
        if (interrupted) {
            return ExitCode.INTERRUPTED;
        }
        return manifest.complete() ? ExitCode.OK : ExitCode.PARTIAL;
    }

    private Manifest manifest(
            List<TableReport> reports, ExportSession.Consistency consistency, Instant started, Instant finished) {
        RdsInstance instance = database.instance();
        return new Manifest(
                Manifest.TOOL,
                ToolVersion.current(),
                demo,
                instance.id(),
                name,
                instance.engine(),
                consistency.name().toLowerCase(Locale.ROOT).replace('_', '-'),
                started.truncatedTo(ChronoUnit.MILLIS).toString(),
                finished.truncatedTo(ChronoUnit.MILLIS).toString(),
                limits.csv().maxRows(),
                reports);
    }
}
