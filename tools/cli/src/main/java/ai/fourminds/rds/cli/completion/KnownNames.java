package ai.fourminds.rds.cli.completion;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The names that listings showed last, kept in files that only their user may read: one for the names of each instance
 * and database. Names seen with one region, profile or role are not offered for another. Thread-safe as far as the file
 * system is.
 *
 * @param folder the folder of the files
 * @param environment the environment, for settings that a command lacks
 * @param place the settings that select identity and region
 */
public record KnownNames(Path folder, Map<String, String> environment, String place) {
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rwx------");
    // The settings that select identity and region.
    private static final List<String> DECISIVE =
            List.of("CONNECTION", "REGION", "AUTH", "AWS_PROFILE", "ROLE_ARN", "COGNITO_USERNAME", "ENDPOINT_URL");

    /** Returns the names in a configuration folder, for the environment's settings. */
    public static KnownNames in(Path configuration, Map<String, String> environment) {
        return new KnownNames(configuration.resolve("completion"), environment, "").at(Map.of());
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
        return new KnownNames(folder, environment, decisive.toString());
    }

    private static String plain(String name) {
        return name.replaceAll("[-_]", "").toLowerCase(Locale.ROOT);
    }

    /**
     * Replaces the names of the same owners. Omits those with line breaks, which no shell completes.
     *
     * @param owners the instance and the database; empty for the names of instances
     */
    public void replace(List<String> owners, List<String> names) throws IOException {
        boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
        Files.createDirectories(
                folder,
                posix
                        ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_ONLY)}
                        : new FileAttribute<?>[0]);
        // On POSIX only the user may read it.
        Path fresh = Files.createTempFile(folder, "", ".new");
        try {
            Files.write(
                    fresh,
                    names.stream().filter(name -> name.matches("[^\\r\\n]+")).toList());
            Files.move(fresh, file(owners), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    public List<String> of(List<String> owners) throws IOException {
        Path file = file(owners);
        return Files.isRegularFile(file)
                ? new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
                        .lines()
                        .toList()
                : List.of();
    }

    /** Returns the file of the owners' names. Its own name is a digest, since theirs may be no file names. */
    private Path file(List<String> owners) {
        String all = place + String.join("\0", owners);
        return folder.resolve(UUID.nameUUIDFromBytes(all.getBytes(StandardCharsets.UTF_8)) + ".txt");
    }
}
