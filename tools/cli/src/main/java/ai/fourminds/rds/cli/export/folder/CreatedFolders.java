package ai.fourminds.rds.cli.export.folder;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The folders that an export created, the innermost first. For one thread. */
record CreatedFolders(List<Path> paths) {

    /** Creates a folder and its parents. */
    static CreatedFolders with(Path folder) throws IOException {
        List<Path> paths = new ArrayList<>();
        Path missing = folder.toAbsolutePath();
        while (missing != null && !Files.exists(missing)) {
            paths.add(missing);
            missing = missing.getParent();
        }
        Files.createDirectories(folder);
        return new CreatedFolders(paths);
    }

    /** Deletes the empty ones. */
    void deleteEmpty() throws IOException {
        try {
            for (Path path : paths) {
                Files.delete(path);
            }
        } catch (DirectoryNotEmptyException | NoSuchFileException e) {
            // Its parents are not empty either.
        }
    }
}
