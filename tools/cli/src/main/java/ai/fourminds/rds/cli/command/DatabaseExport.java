package ai.fourminds.rds.cli.command;

import ai.fourminds.rds.RdsDatabase;
import ai.fourminds.rds.cli.export.ExportFolder;
import ai.fourminds.rds.cli.export.ExportLimits;
import ai.fourminds.rds.cli.export.ExportOptions;
import ai.fourminds.rds.cli.export.ExportRun;
import ai.fourminds.rds.cli.export.ExportTask;
import ai.fourminds.rds.cli.export.Journal;
import ai.fourminds.rds.cli.export.Manifest;
import ai.fourminds.rds.cli.export.SystemTimer;
import ai.fourminds.rds.cli.export.TableReport;
import ai.fourminds.rds.cli.failure.CommandFailure;
import ai.fourminds.rds.cli.failure.ExitCode;
import ai.fourminds.rds.cli.output.Console;
import ai.fourminds.rds.cli.output.Quantity;
import ai.fourminds.rds.cli.progress.ProgressView;
import ai.fourminds.rds.fleet.RdsInstance;
import ai.fourminds.rds.plugin.ConnectionSource;
import ai.fourminds.rds.plugin.export.ExportSession;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Exports tables of one database into a folder, with progress and a manifest, even when interrupted. For one thread.
 *
 * @param database where the tables are
 * @param name the database's name, for the manifest
 * @param selection the tables or the query as the arguments say it, for the manifest
 * @param limits how much it may take
 * @param demo whether the manifest says that the data is the demo's
 */
record DatabaseExport(RdsDatabase database, String name, List<String> selection, ExportLimits limits, boolean demo) {

    /** What came of it. */
    record Result(Manifest manifest, ExitCode exit) {}

    Result into(ExportFolder folder, List<ExportTask> tasks, Console console)
            throws SQLException, IOException, CommandFailure {
        Clock clock = Clock.systemUTC();
        Instant started = clock.instant();
        try (ExportSession session = database.openExport(traced(console));
                // One thread per job for cancels, which wait for the network, and one for the clocks of the others.
                SystemTimer timer = new SystemTimer(limits.jobs() + 1);
                ProgressView progress = ProgressView.on(console, limits.csv().maxRows());
                // Before anything is written, so that no signal finds a folder that nobody would tidy up.
                Interruption interruption = Interruption.awaited();
                Journal journal = folder.begin(plan(session.consistency(), started), tasks)) {
            sayKept(journal, progress);
            List<ExportTask> open = tasks.stream()
                    .filter(task -> !journal.kept().containsKey(task))
                    .toList();
            ExportRun run = new ExportRun(session, folder, open, limits, timer, clock, journal.recording(progress));
            interruption.runs(run::interrupt);
            Map<ExportTask, TableReport> reports = run.execute();
            Manifest manifest = journal.finish(tasks, reports, text(clock.instant()));
            return new Result(manifest, exit(manifest, interruption.happened()));
        }
    }

    private ConnectionSource traced(Console console) {
        ConnectionSource connections = database.exportConnections();
        return () -> console.timed("connect " + database.instance().id() + " (token, TLS, login)", connections::open);
    }

    private static void sayKept(Journal journal, ProgressView progress) {
        int kept = journal.kept().size();
        if (kept > 0) {
            progress.noted(
                    Quantity.of(kept, "table") + " of the earlier export kept; one snapshot does not cover all.");
        }
    }

    private static ExitCode exit(Manifest manifest, boolean interrupted) {
        if (interrupted) {
            return ExitCode.INTERRUPTED;
        }
        return manifest.complete() ? ExitCode.OK : ExitCode.PARTIAL;
    }

    private Manifest plan(ExportSession.Consistency consistency, Instant started) {
        RdsInstance instance = database.instance();
        return new Manifest(
                Manifest.TOOL,
                ToolVersion.current(),
                demo,
                instance.id(),
                instance.region(),
                name,
                instance.engine(),
                consistency.name().toLowerCase(Locale.ROOT).replace('_', '-'),
                text(started),
                null,
                limits.csv().maxRows(),
                ExportOptions.of(selection, limits),
                List.of());
    }

    private static String text(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MILLIS).toString();
    }
}
