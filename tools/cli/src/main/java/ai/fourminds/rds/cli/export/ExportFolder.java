package ai.fourminds.rds.cli.export;

import ai.fourminds.rds.cli.failure.CommandFailure;
import ai.fourminds.rds.cli.failure.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/** The folder an export fills. Immutable; distinct files may be written by distinct threads. */
public final class ExportFolder {
    /** The manifest's name. */
    public static final String MANIFEST = "export.json";

    static final String PART = ".part";
    private static final int NAMES_SHOWN = 10;

    private final Path path;

    private ExportFolder(Path path) {
        this.path = path;
    }

    /**
     * Makes the folder, or takes one that is there.
     *
     * @throws CommandFailure when it holds files of an earlier export and they may not be replaced
     */
    public static ExportFolder prepare(Path path, boolean overwrite) throws CommandFailure, IOException {
        if (Files.exists(path) && !Files.isDirectory(path)) {
            throw new CommandFailure(Fault.usage(
                    "out-not-a-folder", "'" + path + "' is not a folder.", "Name another folder with --out."));
        }
        if (!overwrite && Files.isDirectory(path)) {
            refuseExisting(path);
        }
        Files.createDirectories(path);
        if (!Files.isWritable(path)) {
            throw new CommandFailure(Fault.usage(
                    "out-not-writable",
                    "The folder '" + path + "' may not be written to.",
                    "Name another folder with --out."));
        }
        return new ExportFolder(path);
    }

    /** Where it is. */
    public Path path() {
        return path;
    }

    CsvFile create(String file) throws IOException {
        return CsvFile.create(path.resolve(file));
    }

    /** Removes what an earlier export left under a name whose table failed now. */
    void discard(String file) throws IOException {
        Files.deleteIfExists(path.resolve(file));
    }

    /** Removes the manifest of an earlier export: while there is none, an export is not complete. */
    public void forgetManifest() throws IOException {
        Files.deleteIfExists(path.resolve(MANIFEST));
    }

    /** Writes the manifest, whole or not at all. */
    public void write(Manifest manifest) throws IOException {
        Path part = path.resolve(MANIFEST + PART);
        try {
            Files.write(part, manifest.toJson());
            Files.move(
                    part, path.resolve(MANIFEST), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private static void refuseExisting(Path path) throws CommandFailure, IOException {
        List<String> existing;
        try (Stream<Path> files = Files.list(path)) {
            existing = files.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> name.equals(MANIFEST) || name.endsWith(FileNames.CSV))
                    .sorted()
                    .toList();
        }
        if (!existing.isEmpty()) {
            throw new CommandFailure(Fault.usage(
                    "files-exist",
                    "The folder '" + path + "' already holds " + listed(existing) + ".",
                    "Add --overwrite to replace what this export writes, or name another folder with --out."));
        }
    }

    private static String listed(List<String> names) {
        String shown = String.join(", ", names.subList(0, Math.min(NAMES_SHOWN, names.size())));
        return names.size() > NAMES_SHOWN ? shown + " and " + (names.size() - NAMES_SHOWN) + " more" : shown;
    }
}
