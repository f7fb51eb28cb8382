package ai.fourminds.rds.cli.export.folder;

import ai.fourminds.rds.cli.failure.CommandFailure;
import ai.fourminds.rds.export.Compression;
import ai.fourminds.rds.export.ExportTask;
import ai.fourminds.rds.export.Manifest;
import ai.fourminds.rds.export.Sha256;
import ai.fourminds.rds.export.TableReport;
import com.fasterxml.jackson.core.JacksonException;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The folder that an export writes its files to. Threads may write different files at the same time. */
public final class ExportFolder {
    public static final String MANIFEST = "export.json";

    static final String PART = ".part";
    private static final int NAMES_SHOWN = 10;

    private static final String TABLE_FILE = "(?s).*[.](csv|jsonl)([.](gz|zst))?";

    /** The names of unfinished files of this and other exports. */
    private static final Pattern UNFINISHED = Pattern.compile(TABLE_FILE + "[.][0-9a-f]{16}[.]part");

    private final Path path;
    private final ExistingFiles existing;
    private final String run = HexFormat.of().toHexDigits(new SecureRandom().nextLong());
    private volatile @Nullable Journal journal;

    private ExportFolder(Path path, ExistingFiles existing) {
        this.path = path;
        this.existing = existing;
    }

    /**
     * Checks whether an export may write to a folder; creates nothing.
     *
     * @throws CommandFailure if it may not, for example because the folder has files of an earlier export
     */
    public static ExportFolder prepare(Path path, ExistingFiles existing) throws CommandFailure, IOException {
        if (Files.exists(path) && !Files.isDirectory(path)) {
            throw CommandFailure.usage(
                    "out-not-a-folder", "'" + path + "' is not a folder.", "Name another folder with --out.");
        }
        ExportFolder folder = new ExportFolder(path, existing);
        if (Files.isDirectory(path)) {
            folder.checkFiles();
        }
        Path nearest = path.toAbsolutePath();
        while (nearest.getParent() != null && !Files.exists(nearest)) {
            nearest = nearest.getParent();
        }
        if (!Files.isWritable(nearest)) {
            throw CommandFailure.usage(
                    "out-not-writable",
                    "The folder '" + nearest + "' may not be written to.",
                    "Name another folder with --out.");
        }
        return folder;
    }

    /**
     * Returns the manifest of an export that ended; empty if there is none.
     *
     * @throws CommandFailure if the file is not a manifest
     */
    public static Optional<Manifest> manifest(Path folder) throws CommandFailure, IOException {
        Path file = folder.resolve(MANIFEST);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            // Jackson parses the JSON text null as null.
            return Optional.of(Manifest.parse(Files.readAllBytes(file)));
        } catch (JacksonException | NullPointerException e) {
            throw Journal.unreadable(file, e);
        }
    }

    public Path path() {
        return path;
    }

    public TableFile create(String file, Compression compression) throws IOException {
        Path target = path.resolve(file);
        if (Files.isDirectory(target)) {
            throw new FileSystemException(
                    target.toString(),
                    null,
                    "a folder has this name; remove or rename it, or export into another folder");
        }
        return new TableFile(this, target, path.resolve(file + "." + run + PART), compression);
    }

    /** Adds an exported table to the journal. */
    public void record(TableReport report) throws IOException {
        Journal begun = journal;
        if (begun != null && report.complete()) {
            begun.add(report);
        }
    }

    /** Gives a complete file its final name. Creates the journal before the first one. */
    void publish(Path part, Path file) throws IOException {
        Journal begun = journal;
        if (begun != null) {
            begun.start();
        }
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /**
     * Creates the folder if it is missing, locks it, and deletes the unfinished files of a killed export. To resume, finds
     * the tasks that an earlier export exported.
     *
     * @throws CommandFailure if another export writes to the folder, or the earlier export differs from the plan
     */
    public Journal begin(Manifest plan, List<ExportTask> tasks) throws CommandFailure, IOException {
        Journal.CreatedFolders created = Journal.CreatedFolders.with(path);
        FolderLock lock = null;
        try {
            lock = FolderLock.take(path);
            checkFiles();
            for (String leftover : names(path)) {
                if (UNFINISHED.matcher(leftover).matches()) {
                    Files.deleteIfExists(path.resolve(leftover));
                }
            }
            Journal begun = new Journal(this, lock, created, plan, kept(plan, tasks));
            journal = begun;
            return begun;
        } catch (CommandFailure | IOException | RuntimeException e) {
            if (lock != null) {
                lock.close();
            }
            created.deleteEmpty();
            throw e;
        }
    }

    private Map<ExportTask, TableReport> kept(Manifest plan, List<ExportTask> tasks)
            throws CommandFailure, IOException {
        Optional<Manifest> earlier = existing == ExistingFiles.RESUME ? Journal.earlier(path) : Optional.empty();
        if (earlier.isEmpty()) {
            return Map.of();
        }
        refuseOther(earlier.get(), plan);
        Map<String, TableReport> byFile = new LinkedHashMap<>();
        earlier.get().tables().forEach(report -> byFile.put(String.valueOf(report.file()), report));
        Map<ExportTask, TableReport> kept = new LinkedHashMap<>();
        for (ExportTask task : tasks) {
            TableReport report = byFile.get(task.file());
            if (report != null && report.isOf(task) && isUnchanged(report, path.resolve(task.file()))) {
                kept.put(task, report);
            }
        }
        return kept;
    }

    /** Refuses to mix the files of exports with different arguments. */
    private void refuseOther(Manifest earlier, Manifest plan) throws CommandFailure {
        List<String> differences = earlier.differences(plan);
        if (!earlier.options().selection().equals(plan.options().selection())) {
            differences.add("tables or query");
        }
        if (!differences.isEmpty()) {
            throw CommandFailure.usage(
                    "resume-differs",
                    "The export in '" + path + "' cannot be resumed, because it differs in "
                            + String.join(", ", differences) + ".",
                    "Repeat its arguments, or start anew with --overwrite or another folder.");
        }
    }

    private static boolean isUnchanged(TableReport report, Path file) throws IOException {
        return report.complete()
                && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                && Files.size(file) == report.bytes()
                && Sha256.of(file).equals(report.sha256());
    }

    private void checkFiles() throws CommandFailure, IOException {
        if (existing == ExistingFiles.REFUSE) {
            refuseExisting(path);
        }
        if (existing == ExistingFiles.RESUME && !hasRecord(path)) {
            refuseUnrecorded(path);
        }
    }

    /** Deletes the manifest of an earlier export. A folder without one has no complete export. */
    void deleteManifest() throws IOException {
        if (Files.deleteIfExists(path.resolve(MANIFEST))) {
            Disk.forceNames(path);
        }
    }

    /** Writes the manifest, after the names of all its files are on disk. */
    void write(Manifest manifest) throws IOException {
        Disk.forceNames(path);
        write(MANIFEST, manifest.toJson());
    }

    /** Writes a small file atomically. */
    public void write(String file, byte[] bytes) throws IOException {
        Path unfinished = path.resolve(file + ".new");
        try {
            Disk.write(unfinished, bytes).close();
            Disk.rename(unfinished, path.resolve(file));
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    private static boolean hasRecord(Path path) {
        return Files.exists(path.resolve(MANIFEST)) || Files.exists(path.resolve(Journal.NAME));
    }

    private static boolean isTableFile(String name) {
        return name.matches(TABLE_FILE);
    }

    private static List<String> names(Path path) throws IOException {
        try (Stream<Path> files = Files.list(path)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .sorted()
                    .toList();
        }
    }

    private static void refuseUnrecorded(Path path) throws CommandFailure, IOException {
        List<String> found =
                names(path).stream().filter(ExportFolder::isTableFile).toList();
        if (!found.isEmpty()) {
            throw CommandFailure.usage(
                    "nothing-to-resume",
                    "The folder '" + path + "' holds " + listed(found)
                            + ", but nothing that says what export wrote it.",
                    "Start anew with --overwrite or another folder.");
        }
    }

    private static void refuseExisting(Path path) throws CommandFailure, IOException {
        List<String> found = names(path).stream()
                .filter(name -> name.equals(MANIFEST) || name.equals(Journal.NAME) || isTableFile(name))
                .toList();
        if (!found.isEmpty()) {
            String resume = hasRecord(path) ? "Add --resume to go on where it stopped, --overwrite" : "Add --overwrite";
            throw CommandFailure.usage(
                    "files-exist",
                    "The folder '" + path + "' already holds " + listed(found) + ".",
                    resume + " to replace what this export writes, or name another folder with --out.");
        }
    }

    private static String listed(List<String> names) {
        String shown = String.join(", ", names.subList(0, Math.min(NAMES_SHOWN, names.size())));
        return names.size() > NAMES_SHOWN ? shown + " and " + (names.size() - NAMES_SHOWN) + " more" : shown;
    }
}
