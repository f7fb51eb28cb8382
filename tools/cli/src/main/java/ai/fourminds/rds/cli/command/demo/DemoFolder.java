package ai.fourminds.rds.cli.command.demo;

import ai.fourminds.rds.cli.export.folder.ExistingFiles;
import ai.fourminds.rds.cli.export.folder.ExportFolder;
import ai.fourminds.rds.cli.failure.CommandFailure;
import ai.fourminds.rds.export.Manifest;
import ai.fourminds.rds.export.TableReport;
import com.fasterxml.jackson.core.JacksonException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Prepares the demo's output folder; replaces only files of an earlier demo. Stateless. */
final class DemoFolder {
    private DemoFolder() {}

    /** Creates the folder, or empties it if it contains nothing but the files in a demo's manifest. */
    static ExportFolder prepare(Path path) throws CommandFailure, IOException {
        if (Files.isDirectory(path)) {
            List<Path> files;
            try (Stream<Path> listed = Files.list(path)) {
                files = listed.sorted().toList();
            }
            clear(path, files);
        }
        return ExportFolder.prepare(path, ExistingFiles.REFUSE);
    }

    private static void clear(Path path, List<Path> files) throws CommandFailure, IOException {
        Set<String> ours = writtenByDemo(path.resolve(ExportFolder.MANIFEST));
        for (Path file : files) {
            String name = String.valueOf(file.getFileName());
            if (!ours.contains(name) || !Files.isRegularFile(file)) {
                throw CommandFailure.usage(
                        "demo-folder-in-use",
                        "The folder '" + path + "' holds '" + name + "', which no demo wrote.",
                        "Name another folder with --out, or remove that file.");
            }
        }
        for (Path file : files) {
            Files.delete(file);
        }
    }

    private static Set<String> writtenByDemo(Path manifestFile) throws IOException {
        Set<String> names = new HashSet<>();
        if (!Files.isRegularFile(manifestFile)) {
            return names;
        }
        try {
            Manifest manifest = Manifest.parse(Files.readAllBytes(manifestFile));
            if (manifest.demo() && manifest.tool().equals(Manifest.TOOL)) {
                names.add(ExportFolder.MANIFEST);
                manifest.tables().stream()
                        .map(TableReport::file)
                        .filter(file -> file != null)
                        .forEach(names::add);
            }
        } catch (JacksonException | IllegalArgumentException | NullPointerException e) {
            // The export.json of another program; the caller refuses the folder for the empty set.
            return Set.of();
        }
        return names;
    }
}
