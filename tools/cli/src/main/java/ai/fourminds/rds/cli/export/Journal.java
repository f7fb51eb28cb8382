package ai.fourminds.rds.cli.export;

import ai.fourminds.rds.cli.failure.CommandFailure;
import ai.fourminds.rds.cli.failure.Fault;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code export.json.part}: the manifest in the making, a line for the export and one for each table that is whole. It
 * outlives a process that is killed, and is gone once the manifest is there. Locked while open; thread-safe.
 */
public final class Journal implements AutoCloseable {
    static final String NAME = ExportFolder.MANIFEST + ExportFolder.PART;
    private static final String UNFINISHED = ".new";

    private final ExportFolder folder;
    private final FileChannel channel;
    private final Manifest plan;
    private final Map<ExportTask, TableReport> kept;
    private boolean worthKeeping;

    private Journal(ExportFolder folder, FileChannel channel, Manifest plan, Map<ExportTask, TableReport> kept) {
        this.folder = folder;
        this.channel = channel;
        this.plan = plan;
        this.kept = Map.copyOf(kept);
        this.worthKeeping = !kept.isEmpty();
    }

    /** Takes the place of an earlier journal, in one step, and only then of an earlier manifest. */
    static Journal begin(ExportFolder folder, Manifest plan, List<ExportTask> tasks, Map<ExportTask, TableReport> kept)
            throws IOException {
        List<String> files = tasks.stream().map(ExportTask::file).toList();
        Path path = folder.path().resolve(NAME);
        Path unfinished = path.resolveSibling(NAME + UNFINISHED);
        FileChannel channel =
                Disk.write(unfinished, plan.withTables(kept.values()).toJsonLines(files));
        try {
            channel.tryLock();
            Disk.rename(unfinished, path);
            folder.forgetManifest();
            return new Journal(folder, channel, plan, kept);
        } catch (IOException e) {
            try (channel) {
                Files.deleteIfExists(unfinished);
            }
            throw e;
        }
    }

    /** What an earlier export says of itself, its manifest or its journal; empty when it left neither. */
    static Optional<Manifest> earlier(Path folder) throws IOException, CommandFailure {
        Path manifest = folder.resolve(ExportFolder.MANIFEST);
        if (Files.exists(manifest)) {
            // A journal beside it is older, or was about to be removed.
            return Optional.of(Manifest.read(manifest));
        }
        Path journal = folder.resolve(NAME);
        if (!Files.exists(journal)) {
            return Optional.empty();
        }
        return Optional.of(Manifest.readLines(journal));
    }

    /** What an export that was killed may have been writing; empty when none was. */
    static List<Path> leftovers(Path folder) throws IOException {
        Path journal = folder.resolve(NAME);
        if (!Files.exists(journal)) {
            return List.of();
        }
        return Manifest.plannedFiles(journal).stream()
                .map(file -> folder.resolve(file + ExportFolder.PART))
                .filter(part -> folder.equals(part.getParent()))
                .toList();
    }

    /** Refuses a folder whose journal another process holds open. */
    static void refuseWhileInUse(Path folder) throws IOException, CommandFailure {
        Path journal = folder.resolve(NAME);
        if (!Files.exists(journal)) {
            return;
        }
        try (FileChannel channel = FileChannel.open(journal, StandardOpenOption.WRITE)) {
            if (channel.tryLock() == null) {
                throw inUse(folder);
            }
        } catch (OverlappingFileLockException e) {
            throw inUse(folder);
        }
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
     * Ends it with the manifest in its place.
     *
     * @param tasks all of the export's, in order
     * @param reports of those that were not kept
     */
    public Manifest finish(List<ExportTask> tasks, Map<ExportTask, TableReport> reports, String finishedAt)
            throws IOException {
        Map<ExportTask, TableReport> all = new LinkedHashMap<>(reports);
        all.putAll(kept);
        List<TableReport> ordered = new ArrayList<>();
        tasks.forEach(task -> ordered.add(Optional.ofNullable(all.get(task)).orElseThrow()));
        Manifest manifest =
                (kept.isEmpty() ? plan : plan.resumed()).withTables(ordered).finishedAt(finishedAt);
        folder.write(manifest);
        forget();
        return manifest;
    }

    synchronized void add(TableReport report) throws IOException {
        worthKeeping = true;
        // Not forced, since every table would pay: what a crash of the machine takes from its end is exported again.
        Disk.append(channel, Manifest.line(report));
    }

    /** Stays for a later export to go on from, unless there is nothing to go on from. */
    @Override
    public synchronized void close() throws IOException {
        try (channel) {
            if (!worthKeeping) {
                forget();
            }
        }
    }

    private void forget() throws IOException {
        Files.deleteIfExists(folder.path().resolve(NAME));
    }

    private static CommandFailure inUse(Path folder) {
        return new CommandFailure(Fault.usage(
                "folder-in-use",
                "Another export is writing into '" + folder + "'.",
                "Wait for it to end, or name another folder with --out."));
    }
}
