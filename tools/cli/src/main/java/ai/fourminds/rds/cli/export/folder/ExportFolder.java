package ai.fourminds.rds.cli.export.folder;

import ai.fourminds.rds.cli.failure.CommandFailure;
import ai.fourminds.rds.cli.failure.Fault;
import ai.fourminds.rds.export.Compression;
import ai.fourminds.rds.export.ExportTask;
import ai.fourminds.rds.export.FileFormat;
import ai.fourminds.rds.export.Manifest;
import ai.fourminds.rds.export.TableReport;
import com.fasterxml.jackson.core.JacksonException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The folder an export fills. Distinct files may be written by distinct threads. */
public final class ExportFolder {
    /** The manifest's name. */
    public static final String MANIFEST = "export.json";

    static final String PART = ".part";
    private static final int NAMES_SHOWN = 10;

    private static final List<String> ENDINGS = Stream.of(Compression.values())
            .flatMap(packed -> Stream.of(FileFormat.values()).map(packed::fileEnding))
            .toList();

    /** An unfinished file, of any run. */
    private static final Pattern UNFINISHED = Pattern.compile(".+[.](csv|jsonl)([.](gz|zst))?[.][0-9a-f]{16}[.]part");

    private final Path path;
    private final ExistingFiles existing;
    private final String run = HexFormat.of().toHexDigits(new SecureRandom().nextLong());
    private volatile @Nullable Journal journal;

    private ExportFolder(Path path, ExistingFiles existing) {
        this.path = path;
        this.existing = existing;
    }

    /**
     * A folder that can be filled, as far as can be seen before an export begins. Makes nothing yet.
     *
     * @throws CommandFailure when it holds files of an earlier export and they may not be replaced
     */
    public static ExportFolder prepare(Path path, ExistingFiles existing) throws CommandFailure, IOException {
        if (Files.exists(path) && !Files.isDirectory(path)) {
            throw new CommandFailure(Fault.usage(
                    "out-not-a-folder", "'" + path + "' is not a folder.", "Name another folder with --out."));
        }
        ExportFolder folder = new ExportFolder(path, existing);
        if (Files.isDirectory(path)) {
            folder.checkFiles();
        }
        Path there = path.toAbsolutePath();
        while (there.getParent() != null && !Files.exists(there)) {
            there = there.getParent();
        }
        if (!Files.isWritable(there)) {
            throw new CommandFailure(Fault.usage(
                    "out-not-writable",
                    "The folder '" + there + "' may not be written to.",
                    "Name another folder with --out."));
        }
        return folder;
    }

    /**
     * What an export wrote of itself at its end; empty where it has not come to one.
     *
     * @throws CommandFailure when the file is not what an export writes
     */
    public static Optional<Manifest> manifest(Path folder) throws CommandFailure, IOException {
        Path file = folder.resolve(MANIFEST);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            // Of the word null, which is JSON, null is made.
            return Optional.of(Manifest.parse(Files.readAllBytes(file)));
        } catch (JacksonException | NullPointerException e) {
            throw JournalLines.unreadable(file, e);
        }
    }

    /** Where it is. */
    public Path path() {
        return path;
    }

    public CsvFile create(String file, Compression compression) throws IOException {
        Path part = path.resolve(file + "." + run + PART);
        return CsvFile.create(this, path.resolve(file), part, compression);
    }

    /** Gives a whole file its name; before the first one, the export says what it is. */
    void publish(Path part, Path file) throws IOException {
        Journal recording = journal;
        if (recording != null) {
            recording.start();
        }
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /**
     * Makes the folder where there is none, locks it, and begins an export of these tasks: finds out which of them an
     * earlier one has done, and removes what one that was killed has left half-written.
     *
     * @throws CommandFailure when it is not the earlier one that goes on here, or when that still runs
     */
    public Journal begin(Manifest plan, List<ExportTask> tasks) throws CommandFailure, IOException {
        MadeFolders made = MadeFolders.with(path);
        FolderLock lock = null;
        try {
            lock = FolderLock.take(path);
            checkFiles();
            for (String leftover : names(path)) {
                if (UNFINISHED.matcher(leftover).matches()) {
                    Files.deleteIfExists(path.resolve(leftover));
                }
            }
            Journal begun = new Journal(this, lock, made, plan, kept(plan, tasks));
            journal = begun;
            return begun;
        } catch (CommandFailure | IOException | RuntimeException e) {
            if (lock != null) {
                lock.close();
            }
            made.removeEmpty();
            throw e;
        }
    }

    private Map<ExportTask, TableReport> kept(Manifest plan, List<ExportTask> tasks)
            throws CommandFailure, IOException {
        Optional<Manifest> earlier = existing == ExistingFiles.RESUME ? Journal.earlier(path) : Optional.empty();
        if (earlier.isEmpty()) {
            return Map.of();
        }
        Resumption resumption = new Resumption(path, earlier.get());
        resumption.check(plan);
        return resumption.whole(tasks);
    }

    private void checkFiles() throws CommandFailure, IOException {
        if (existing == ExistingFiles.REFUSE) {
            refuseExisting(path);
        }
        if (existing == ExistingFiles.RESUME && !holdsRecord(path)) {
            refuseUnrecorded(path);
        }
    }

    /** Removes the manifest of an earlier export: while there is none, an export is not complete. */
    void forgetManifest() throws IOException {
        if (Files.deleteIfExists(path.resolve(MANIFEST))) {
            Disk.forceNames(path);
        }
    }

    /** Writes the manifest, after all the files that it names. */
    void write(Manifest manifest) throws IOException {
        Disk.forceNames(path);
        write(MANIFEST, manifest.toJson());
    }

    /** Writes a small file beside the others, whole or not at all. */
    public void write(String file, byte[] bytes) throws IOException {
        Path unfinished = path.resolve(file + ".new");
        try {
            Disk.write(unfinished, bytes).close();
            Disk.rename(unfinished, path.resolve(file));
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    private static boolean holdsRecord(Path path) {
        return Files.exists(path.resolve(MANIFEST)) || Files.exists(path.resolve(Journal.NAME));
    }

    private static boolean isCsv(String name) {
        return ENDINGS.stream().anyMatch(name::endsWith);
    }

    private static List<String> names(Path path) throws IOException {
        try (Stream<Path> files = Files.list(path)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .sorted()
                    .toList();
        }
    }

    private static void refuseUnrecorded(Path path) throws CommandFailure, IOException {
        List<String> found = names(path).stream().filter(ExportFolder::isCsv).toList();
        if (!found.isEmpty()) {
            throw new CommandFailure(Fault.usage(
                    "nothing-to-resume",
                    "The folder '" + path + "' holds " + listed(found)
                            + ", but nothing that says what export wrote it.",
                    "Start anew with --overwrite or another folder."));
        }
    }

    private static void refuseExisting(Path path) throws CommandFailure, IOException {
        List<String> found = names(path).stream()
                .filter(name -> name.equals(MANIFEST) || name.equals(Journal.NAME) || isCsv(name))
                .toList();
        if (!found.isEmpty()) {
            String resume =
                    holdsRecord(path) ? "Add --resume to go on where it stopped, --overwrite" : "Add --overwrite";
            throw new CommandFailure(Fault.usage(
                    "files-exist",
                    "The folder '" + path + "' already holds " + listed(found) + ".",
                    resume + " to replace what this export writes, or name another folder with --out."));
        }
    }

    private static String listed(List<String> names) {
        String shown = String.join(", ", names.subList(0, Math.min(NAMES_SHOWN, names.size())));
        return names.size() > NAMES_SHOWN ? shown + " and " + (names.size() - NAMES_SHOWN) + " more" : shown;
    }
}
