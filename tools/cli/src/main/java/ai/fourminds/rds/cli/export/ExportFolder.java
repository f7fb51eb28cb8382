package ai.fourminds.rds.cli.export;

import ai.fourminds.rds.cli.failure.CommandFailure;
import ai.fourminds.rds.cli.failure.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The folder an export fills. Immutable; distinct files may be written by distinct threads. */
public final class ExportFolder {
    /** The manifest's name. */
    public static final String MANIFEST = "export.json";

    static final String PART = ".part";
    private static final int NAMES_SHOWN = 10;

    private static final List<String> ENDINGS = Stream.of(Compression.values())
            .map(Compression::fileEnding)
            .flatMap(ending -> Stream.of(ending, ending + PART))
            .toList();

    private final Path path;
    private final ExistingFiles existing;

    private ExportFolder(Path path, ExistingFiles existing) {
        this.path = path;
        this.existing = existing;
    }

    /**
     * Makes the folder, or takes one that is there.
     *
     * @throws CommandFailure when it holds files of an earlier export and they may not be replaced
     */
    public static ExportFolder prepare(Path path, ExistingFiles existing) throws CommandFailure, IOException {
        if (Files.exists(path) && !Files.isDirectory(path)) {
            throw new CommandFailure(Fault.usage(
                    "out-not-a-folder", "'" + path + "' is not a folder.", "Name another folder with --out."));
        }
        if (existing == ExistingFiles.REFUSE && Files.isDirectory(path)) {
            refuseExisting(path);
        }
        if (existing == ExistingFiles.RESUME && !holdsRecord(path) && Files.isDirectory(path)) {
            refuseUnrecorded(path);
        }
        Files.createDirectories(path);
        if (!Files.isWritable(path)) {
            throw new CommandFailure(Fault.usage(
                    "out-not-writable",
                    "The folder '" + path + "' may not be written to.",
                    "Name another folder with --out."));
        }
        return new ExportFolder(path, existing);
    }

    /** Where it is. */
    public Path path() {
        return path;
    }

    CsvFile create(String file, Compression compression) throws IOException {
        return CsvFile.create(path.resolve(file), compression);
    }

    /** Removes what an earlier export left under a name whose table failed now. */
    void discard(String file) throws IOException {
        Files.deleteIfExists(path.resolve(file));
    }

    /**
     * Begins an export of these tasks, and finds out which of them an earlier one has done.
     *
     * @throws CommandFailure when it is not the earlier one that goes on here, or when that still runs
     */
    public Journal begin(Manifest plan, List<ExportTask> tasks) throws CommandFailure, IOException {
        Journal.refuseWhileInUse(path);
        Optional<Manifest> earlier = existing == ExistingFiles.RESUME ? Journal.earlier(path) : Optional.empty();
        if (earlier.isEmpty()) {
            return Journal.begin(this, plan, tasks, Map.of());
        }
        Resumption resumption = new Resumption(path, earlier.get());
        resumption.check(plan);
        for (Path leftover : Journal.leftovers(path)) {
            Files.deleteIfExists(leftover);
        }
        return Journal.begin(this, plan, tasks, resumption.whole(tasks));
    }

    /** Removes the manifest of an earlier export: while there is none, an export is not complete. */
    void forgetManifest() throws IOException {
        if (Files.deleteIfExists(path.resolve(MANIFEST))) {
            Disk.forceNames(path);
        }
    }

    /** Writes the manifest, whole or not at all, and after all the files that it names. */
    void write(Manifest manifest) throws IOException {
        Disk.forceNames(path);
        Path unfinished = path.resolve(MANIFEST + ".new");
        try {
            Disk.write(unfinished, manifest.toJson()).close();
            Disk.rename(unfinished, path.resolve(MANIFEST));
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
