package ai.fourminds.rds.internal.saved;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Files of the configuration folder: checks who else could read or write them, and creates and replaces them
 * atomically. Stateless.
 */
public final class PrivateFiles {

    private static final Set<PosixFilePermission> OWNER_ALONE = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> NOT_WRITTEN_BY_OTHERS = PosixFilePermissions.fromString("rwxr-xr-x");
    private static final boolean POSIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

    private PrivateFiles() {}

    static void createFolder(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(
                    folder,
                    POSIX
                            ? new FileAttribute<?>[] {
                                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
                            }
                            : new FileAttribute<?>[0]);
        }
    }

    /** Returns why a file is not safe to use if others can write it, and the remedy; others may read it. */
    public static Optional<Exposure> writtenByOthers(Path file) throws IOException {
        return exposure(file, NOT_WRITTEN_BY_OTHERS, "other users may write the file", "go-w");
    }

    /** Returns why a file is not safe to use if others can read or write it, and the remedy. */
    static Optional<Exposure> openToOthers(Path file) throws IOException {
        return exposure(file, OWNER_ALONE, "the file is open to other users", "600");
    }

    /** Returns empty on systems without POSIX owners and modes. */
    private static Optional<Exposure> exposure(Path file, Set<PosixFilePermission> most, String why, String mode)
            throws IOException {
        if (!POSIX) {
            return Optional.empty();
        }
        UserPrincipal owner = Files.getOwner(file);
        if (!Owners.TRUSTED.contains(owner)) {
            return Optional.of(new Exposure(
                    "the file belongs to the user " + owner.getName() + ", who could have written it",
                    "Check what it holds, then make it yours: sudo chown \"$(id -u)\" '" + file + "'"));
        }
        return most.containsAll(Files.getPosixFilePermissions(file))
                ? Optional.empty()
                : Optional.of(new Exposure(why, "Close it: chmod " + mode + " '" + file + "'"));
    }

    /**
     * The access that others have to a file.
     *
     * @param why what is wrong with its owner or modes
     * @param remedy the command that corrects it
     */
    public record Exposure(String why, String remedy) {}

    /** Replaces a file atomically, once the new content is on the disk. */
    static void replace(Path file, byte[] content) throws IOException {
        put(file, content, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Creates a file that must not exist yet; it appears once all of its content is on the disk. */
    static void create(Path file, byte[] content) throws IOException {
        put(file, content);
    }

    private static void put(Path file, byte[] content, StandardCopyOption... how) throws IOException {
        Path fresh = Files.createTempFile(file.toAbsolutePath().getParent(), ".connections-", ".new", attributes());
        try {
            write(fresh, content);
            Files.move(fresh, file, how);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    private static void write(Path file, byte[] content) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            ByteBuffer buffer = ByteBuffer.wrap(content);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
        }
    }

    private static FileAttribute<?>[] attributes() {
        return POSIX
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_ALONE)}
                : new FileAttribute<?>[0];
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
