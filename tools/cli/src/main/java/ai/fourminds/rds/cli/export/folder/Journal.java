package ai.fourminds.rds.cli.export.folder;

import ai.fourminds.rds.cli.export.ExportListener;
import ai.fourminds.rds.cli.failure.CommandFailure;
import ai.fourminds.rds.export.ExportTask;
import ai.fourminds.rds.export.Manifest;
import ai.fourminds.rds.export.TableReport;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code export.json.part}: the unfinished manifest, a line for the export and one for each table that is whole. It
 * comes with the first of them, outlives a process that is killed, and is gone once the manifest is there. Holds the
 * folder's lock until closed; thread-safe.
 */
public final class Journal implements AutoCloseable {
    static final String NAME = ExportFolder.MANIFEST + ExportFolder.PART;
    private static final String UNFINISHED = ".new";
    private static final String REMOVED = "its file was removed while the export ran";

    private final ExportFolder folder;
    private final FolderLock lock;
    private final MadeFolders made;
    private final Manifest plan;
    private final Map<ExportTask, TableReport> kept;
    private @Nullable FileChannel channel;

    Journal(ExportFolder folder, FolderLock lock, MadeFolders made, Manifest plan, Map<ExportTask, TableReport> kept) {
        this.folder = folder;
        this.lock = lock;
        this.made = made;
        this.plan = plan;
        this.kept = Map.copyOf(kept);
    }

    /** Takes the place of an earlier journal, in one step, and only then of an earlier manifest. */
    synchronized FileChannel start() throws IOException {
        if (channel != null) {
            return channel;
        }
        Path path = folder.path().resolve(NAME);
        Path unfinished = path.resolveSibling(NAME + UNFINISHED);
        FileChannel open = Disk.write(unfinished, JournalLines.of(plan.withTables(kept.values())));
        try {
            Disk.rename(unfinished, path);
            folder.forgetManifest();
            channel = open;
            return open;
        } catch (IOException e) {
            try (open) {
                Files.deleteIfExists(unfinished);
            }
            throw e;
        }
    }

    /** What an earlier export says of itself, its manifest or its journal; empty when it left neither. */
    static Optional<Manifest> earlier(Path folder) throws IOException, CommandFailure {
        Optional<Manifest> manifest = ExportFolder.manifest(folder);
        if (manifest.isPresent()) {
            // A journal beside it is older, or was about to be removed.
            return manifest;
        }
        Path journal = folder.resolve(NAME);
        if (!Files.exists(journal)) {
            return Optional.empty();
        }
        return Optional.of(JournalLines.read(journal));
    }

    /** What need not be exported again. */
    public Map<ExportTask, TableReport> kept() {
        return kept;
    }

    /** Remembers a table that is whole, before the listener hears of it. */
    public ExportListener recording(ExportListener listener) {
        return new RecordingListener(this, listener);
    }

    /**
     * Ends it with the manifest in its place; an export that has nothing to show leaves the folder as it was.
     *
     * @param tasks all of the export's, in order
     * @param reports of those that were not kept
     */
    public synchronized Manifest finish(List<ExportTask> tasks, Map<ExportTask, TableReport> reports, String finishedAt)
            throws IOException {
        Map<ExportTask, TableReport> all = new LinkedHashMap<>(reports);
        all.putAll(kept);
        List<TableReport> ordered = new ArrayList<>();
        for (ExportTask task : tasks) {
            TableReport report =
                    present(task, Optional.ofNullable(all.get(task)).orElseThrow());
            boolean earlier = !report.complete() && Files.exists(folder.path().resolve(task.file()));
            ordered.add(earlier ? report.besideEarlier(task.file()) : report);
        }
        Manifest manifest =
                (kept.isEmpty() ? plan : plan.resumed()).withTables(ordered).finishedAt(finishedAt);
        if (channel != null || !kept.isEmpty()) {
            folder.write(manifest);
            Files.deleteIfExists(folder.path().resolve(NAME));
        }
        return manifest;
    }

    /** A table whose file somebody has removed meanwhile has failed. */
    private TableReport present(ExportTask task, TableReport report) {
        return !report.complete() || Files.exists(folder.path().resolve(task.file()))
                ? report
                : TableReport.unfinished(task, TableReport.Status.FAILED, REMOVED, report.durationMillis());
    }

    synchronized void add(TableReport report) throws IOException {
        // Not forced, since every table would pay: what a crash of the machine takes from its end is exported again.
        Disk.append(start(), JournalLines.line(report));
    }

    /** What it holds stays for a later export to go on from. */
    @Override
    public synchronized void close() throws IOException {
        FileChannel open = channel;
        channel = null;
        try (lock) {
            if (open != null) {
                open.close();
            }
        }
        made.removeEmpty();
    }
}
