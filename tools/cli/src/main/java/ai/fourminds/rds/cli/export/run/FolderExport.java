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
 * Exports tables of one database into a folder, and writes a manifest. Immutable.
 *
 * @param instance the instance of the database
 * @param database the database's name, for the manifest
 * @param selection the tables or the queries as arguments, for the manifest
 * @param limits the limits and the format
 * @param demo whether the manifest says that the data is the demo's
 */
public record FolderExport(
        RdsInstance instance, String database, List<String> selection, ExportLimits limits, boolean demo) {

    public FolderExport {
        selection = List.copyOf(selection);
    }

    /**
     * Exports the tables, and returns when the manifest is written.
     *
     * @param listener receives the progress
     * @param running receives the run before it starts, so that it can be interrupted
     */
    public Manifest into(
            ExportFolder folder,
            List<ExportTask> tasks,
            ExportSession session,
            ExportListener listener,
            Consumer<ExportRun> running)
            throws SQLException, IOException, CommandFailure {
        Clock clock = Clock.systemUTC();
        // A cancel waits for the network. One thread more than jobs, so that a time limit never waits for a cancel.
        try (Timer timer = Timer.onThreads(limits.jobs() + 1);
                Journal journal = folder.begin(plan(session.consistency(), clock.instant()), tasks)) {
            noteKept(journal, listener);
            List<ExportTask> open = tasks.stream()
                    .filter(task -> !journal.kept().containsKey(task))
                    .toList();
            ExportRun run = new ExportRun(session, folder, open, limits, timer, clock, listener);
            running.accept(run);
            Map<ExportTask, TableReport> reports = run.execute();
            return journal.finish(tasks, reports, text(clock.instant()));
        }
    }

    private static void noteKept(Journal journal, ExportListener listener) {
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
