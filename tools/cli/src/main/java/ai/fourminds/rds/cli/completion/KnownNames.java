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
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The names that listings showed last, kept in a file that only its user may read. A line holds one name after its
 * owners, percent-encoded. Names seen with one region, profile or role are not offered for another. Thread-safe as far
 * as the file system is.
 *
 * @param file the file of the names
 * @param environment the environment, for settings that a command lacks
 * @param place a digest of the settings that select identity and region, the first owner of all names
 */
public record KnownNames(Path file, Map<String, String> environment, String place) {
    private static final String FILE = "completion.txt";
    private static final int MOST = 50_000;
    // The settings that select identity and region.
    private static final List<String> DECISIVE =
            List.of("CONNECTION", "REGION", "AUTH", "AWS_PROFILE", "ROLE_ARN", "COGNITO_USERNAME", "ENDPOINT_URL");
    private static final boolean POSIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

    /** Returns the names in a configuration folder, for the environment's settings. */
    public static KnownNames in(Path folder, Map<String, String> environment) {
        return new KnownNames(folder.resolve(FILE), environment, "").at(Map.of());
    }

    /**
     * Returns the names for a command's settings.
     *
     * @param given the command's values, by setting or option
     */
    public KnownNames at(Map<String, String> given) {
        Map<String, String> plain = new HashMap<>();
        given.forEach((name, value) -> plain.put(plain(name), value));
        StringBuilder decisive = new StringBuilder();
        for (String name : DECISIVE) {
            String value = Stream.of(
                            plain.get(plain(name)),
                            environment.get("FOURMINDS_RDS_" + name),
                            environment.get(name.startsWith("AWS_") ? name : "AWS_" + name))
                    .filter(Objects::nonNull)
                    .findFirst()
                    .orElse("");
            decisive.append(name).append('=').append(value).append('\n');
        }
        return new KnownNames(
                file,
                environment,
                "at-" + Integer.toHexString(decisive.toString().hashCode()));
    }

    private static String plain(String name) {
        return name.replaceAll("[-_]", "").toLowerCase(Locale.ROOT);
    }

    /**
     * Replaces the names of the same owners.
     *
     * @param owners the instance and the database; empty for the names of instances
     */
    public void replace(List<String> owners, List<String> names) throws IOException {
        List<String> lines = new ArrayList<>();
        List<String> all = placed(owners);
        for (String line : lines()) {
            if (!all.equals(owners(line))) {
                lines.add(line);
            }
        }
        for (String name : names) {
            List<String> words = new ArrayList<>(all);
            words.add(name);
            lines.add(String.join(
                    " ",
                    words.stream()
                            .map(word -> URLEncoder.encode(word, StandardCharsets.UTF_8))
                            .toList()));
        }
        write(lines.subList(Math.max(0, lines.size() - MOST), lines.size()));
    }

    public List<String> of(List<String> owners) throws IOException {
        List<String> names = new ArrayList<>();
        for (String line : lines()) {
            if (owners(line).equals(placed(owners))) {
                List<String> words = words(line);
                names.add(words.get(words.size() - 1));
            }
        }
        return names;
    }

    private List<String> placed(List<String> owners) {
        return Stream.concat(Stream.of(place), owners.stream()).toList();
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
            // A line in another format has no name.
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
