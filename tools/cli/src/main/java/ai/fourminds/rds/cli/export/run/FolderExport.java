package ai.fourminds.rds.cli.export.run;

import ai.fourminds.rds.cli.export.ExportLimits;
import ai.fourminds.rds.cli.export.ExportListener;
import ai.fourminds.rds.cli.export.ToolVersion;
import ai.fourminds.rds.cli.export.folder.ExportFolder;
import ai.fourminds.rds.cli.export.folder.Journal;
import ai.fourminds.rds.cli.failure.CommandFailure;
import ai.fourminds.rds.export.ExportTask;
import ai.fourminds.rds.export.Manifest;
import ai.fourminds.rds.export.TableReport;
import ai.fourminds.rds.fleet.RdsInstance;
import ai.fourminds.rds.plugin.export.ExportSession;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Exports tables of one database into a folder, with a manifest. Immutable.
 *
 * @param instance where the database is
 * @param database its name, for the manifest
 * @param selection the tables or the query as the arguments say it, for the manifest
 * @param limits how much it may take
 * @param demo whether the manifest says that the data is the demo's
 */
public record FolderExport(
        RdsInstance instance, String database, List<String> selection, ExportLimits limits, boolean demo) {

    /** Copies the list. */
    public FolderExport {
        selection = List.copyOf(selection);
    }

    /**
     * Exports, and returns when the manifest is written.
     *
     * @param listener hears how it goes
     * @param running is given the run before it starts, to interrupt it
     */
    public Manifest into(
            ExportFolder folder,
            List<ExportTask> tasks,
            ExportSession session,
            ExportListener listener,
            Consumer<ExportRun> running)
            throws SQLException, IOException, CommandFailure {
        Clock clock = Clock.systemUTC();
        // One thread per job for cancels, which wait for the network, and one for the clocks of the others.
        try (SystemTimer timer = new SystemTimer(limits.jobs() + 1);
                Journal journal = folder.begin(plan(session.consistency(), clock.instant()), tasks)) {
            sayKept(journal, listener);
            List<ExportTask> open = tasks.stream()
                    .filter(task -> !journal.kept().containsKey(task))
                    .toList();
            ExportRun run = new ExportRun(session, folder, open, limits, timer, clock, journal.recording(listener));
            running.accept(run);
            Map<ExportTask, TableReport> reports = run.execute();
            return journal.finish(tasks, reports, text(clock.instant()));
        }
    }

    private static void sayKept(Journal journal, ExportListener listener) {
        int kept = journal.kept().size();
        if (kept > 0) {
            listener.noted(kept + (kept == 1 ? " table" : " tables")
                    + " of the earlier export kept; one snapshot does not cover all.");
        }
    }

    private Manifest plan(ExportSession.Consistency consistency, Instant started) {
        return new Manifest(
                Manifest.TOOL,
                ToolVersion.current(),
                demo,
                instance.id(),
                instance.region(),
                database,
                instance.engine(),
                consistency.name().toLowerCase(Locale.ROOT).replace('_', '-'),
                text(started),
                null,
                limits.csv().maxRows(),
                limits.options(selection),
                List.of());
    }

    private static String text(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MILLIS).toString();
    }
}
