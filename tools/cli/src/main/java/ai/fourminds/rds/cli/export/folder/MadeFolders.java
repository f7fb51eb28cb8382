package ai.fourminds.rds.cli.export.folder;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;

/** The folders that an export had to make, the innermost first. For one thread. */
record MadeFolders(Deque<Path> paths) {

    /** Makes a folder with its parents. */
    static MadeFolders with(Path folder) throws IOException {
        Deque<Path> paths = new ArrayDeque<>();
        Path missing = folder.toAbsolutePath();
        while (missing != null && !Files.exists(missing)) {
            paths.addLast(missing);
            missing = missing.getParent();
        }
        Files.createDirectories(folder);
        return new MadeFolders(paths);
    }

    /** Removes those that hold nothing. */
    void removeEmpty() throws IOException {
        try {
            for (Path path : paths) {
                Files.delete(path);
            }
        } catch (DirectoryNotEmptyException | NoSuchFileException kept) {
            // With its parents.
        }
    }
}
