package ai.fourminds.rds.cli.completion;

import java.io.IOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The names that listings have shown last, kept in a file that only its owner may read: a line per name, its owners before it,
 * percent-encoded. Names and nothing else. Thread-safe as far as the file system is.
 *
 * @param file where they are kept
 */
public record KnownNames(Path file) {
    private static final String FILE = "completion.txt";
    private static final int MOST = 50_000;
    private static final boolean POSIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

    /** Those kept in a configuration folder. */
    public static KnownNames in(Path folder) {
        return new KnownNames(folder.resolve(FILE));
    }

    /**
     * Keeps names in place of those of the same owners.
     *
     * @param owners instance, and database; none for the instances themselves
     */
    public void replace(List<String> owners, List<String> names) throws IOException {
        List<String> lines = new ArrayList<>();
        for (String line : lines()) {
            if (!owners.equals(owners(line))) {
                lines.add(line);
            }
        }
        for (String name : names) {
            List<String> words = new ArrayList<>(owners);
            words.add(name);
            lines.add(String.join(
                    " ",
                    words.stream()
                            .map(word -> URLEncoder.encode(word, StandardCharsets.UTF_8))
                            .toList()));
        }
        write(lines.subList(Math.max(0, lines.size() - MOST), lines.size()));
    }

    /** The names kept for these owners. */
    public List<String> of(List<String> owners) throws IOException {
        List<String> names = new ArrayList<>();
        for (String line : lines()) {
            List<String> words = words(line);
            if (words.subList(0, words.size() - 1).equals(owners)) {
                names.add(words.get(words.size() - 1));
            }
        }
        return names;
    }

    private List<String> lines() throws IOException {
        if (!Files.isRegularFile(file)) {
            return List.of();
        }
        try (Stream<String> lines = Files.lines(file)) {
            return lines.filter(line -> line.matches("[A-Za-z0-9.*_+% -]+")).toList();
        }
    }

    private static List<String> owners(String line) {
        List<String> words = words(line);
        return words.subList(0, words.size() - 1);
    }

    private static List<String> words(String line) {
        try {
            return Stream.of(line.split(" "))
                    .map(word -> URLDecoder.decode(word, StandardCharsets.UTF_8))
                    .toList();
        } catch (IllegalArgumentException damaged) {
            // A line that somebody else wrote names nothing.
            return List.of("");
        }
    }

    private void write(List<String> lines) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null) {
            return;
        }
        Files.createDirectories(folder, mode("rwx------"));
        Path fresh = Files.createTempFile(folder, ".completion-", ".new", mode("rw-------"));
        try {
            Files.write(fresh, lines);
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    private static FileAttribute<?>[] mode(String permissions) {
        return POSIX
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}
