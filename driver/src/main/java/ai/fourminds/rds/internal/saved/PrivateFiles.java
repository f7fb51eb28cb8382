package ai.fourminds.rds.internal.saved;

import ai.fourminds.rds.internal.failure.SettingsFailures;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Files of the configuration folder: checks who else could use them, creates and replaces them. Stateless. */
public final class PrivateFiles {

    private static final boolean POSIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

    private PrivateFiles() {}

    static void createFolder(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            FileAttribute<?> ownerAlone =
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
            Files.createDirectories(folder, POSIX ? new FileAttribute<?>[] {ownerAlone} : new FileAttribute<?>[0]);
        }
    }

    /** Fails if others can write the file; they may read it. */
    public static void refuseWritable(Path file) throws SQLException, IOException {
        refuse(
                file,
                PosixFilePermissions.fromString("rwxr-xr-x"),
                "other users may write the file",
                "go-w",
                (why, remedy) -> SettingsFailures.updatedRootsExposed(file, why, remedy));
    }

    /** Fails if others can read or write the file. */
    static void refuseOpen(Path file) throws SQLException, IOException {
        refuse(
                file,
                PosixFilePermissions.fromString("rw-------"),
                "the file is open to other users",
                "600",
                (why, remedy) -> SettingsFailures.savedUnreadable(file, why, remedy, null));
    }

    /** Refuses nothing on systems without POSIX owners and modes. */
    private static void refuse(
            Path file,
            Set<PosixFilePermission> most,
            String why,
            String mode,
            BiFunction<String, String, SQLException> failure)
            throws SQLException, IOException {
        if (!POSIX) {
            return;
        }
        UserPrincipal owner = Files.getOwner(file);
        if (!Owners.TRUSTED.contains(owner)) {
            throw failure.apply(
                    "the file belongs to the user " + owner.getName() + ", who could have written it",
                    "Check what it holds, then make it yours: sudo chown \"$(id -u)\" '" + file + "'");
        }
        if (!most.containsAll(Files.getPosixFilePermissions(file))) {
            throw failure.apply(why, "Close it: chmod " + mode + " '" + file + "'");
        }
    }

    /** Replaces a file atomically, once the new content is on the disk. */
    public static void replace(Path file, byte[] content) throws IOException {
        put(file, content, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Creates a file that must not exist yet; it appears once all of its content is on the disk. */
    static void create(Path file, byte[] content) throws IOException {
        put(file, content);
    }

    private static void put(Path file, byte[] content, StandardCopyOption... how) throws IOException {
        // Such a file is its owner's alone.
        Path fresh = Files.createTempFile(file.toAbsolutePath().getParent(), ".fourminds-", ".new");
        try {
            Files.write(fresh, content, StandardOpenOption.WRITE, StandardOpenOption.SYNC);
            Files.move(fresh, file, how);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    /** The users whose files are trusted: root, and the user of this process. Looked up once. */
    private static final class Owners {

        // A container's user often has no name; on Linux the owner of the process's own folder shows the uid.
        private static final Path SELF = Path.of("/proc/self");
        static final Set<UserPrincipal> TRUSTED = trusted();

        private static Set<UserPrincipal> trusted() {
            var users = FileSystems.getDefault().getUserPrincipalLookupService();
            String own = System.getProperty("user.name", "");
            return Stream.of(
                            found(() -> users.lookupPrincipalByName("root")),
                            found(() -> users.lookupPrincipalByName(own)),
                            found(() -> Files.getOwner(SELF)))
                    .flatMap(Optional::stream)
                    .collect(Collectors.toUnmodifiableSet());
        }

        private static Optional<UserPrincipal> found(LookUp lookUp) {
            try {
                return Optional.of(lookUp.user());
            } catch (IOException noSuchUser) {
                return Optional.empty();
            }
        }

        @FunctionalInterface
        private interface LookUp {
            UserPrincipal user() throws IOException;
        }
    }
}
