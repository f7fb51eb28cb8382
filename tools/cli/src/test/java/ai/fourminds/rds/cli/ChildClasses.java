package ai.fourminds.rds.cli;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The class path of child programs with a class-data archive, which saves a quarter of a short one's processor time. It
 * holds classes of other people's jars only, and so is made once for these jars and this JVM. Immutable.
 */
final class ChildClasses {

    /** Options of the JVM, the class path last. */
    static final List<String> OPTIONS = make();

    private ChildClasses() {}

    private static List<String> make() {
        String classPath = System.getProperty("java.class.path");
        // An archive is valid for class paths that begin as its own.
        Map<Boolean, String> entries = Stream.of(classPath.split(File.pathSeparator))
                .collect(Collectors.partitioningBy(ChildClasses::isOurs, Collectors.joining(File.pathSeparator)));
        String jars = entries.get(false);
        Path archives = Path.of("target", "archives").toAbsolutePath();
        int key = (System.getProperty("java.vm.version") + jars).hashCode();
        Path archive = archives.resolve(Integer.toHexString(key) + ".jsa");
        try {
            Files.createDirectories(archives);
            try (FileChannel lock = FileChannel.open(archives.resolve("lock"), CREATE, WRITE)) {
                // Another JVM of these tests may be making it.
                lock.lock();
                if (!Files.exists(archive) && StartArchive.make(archive, jars) != 0) {
                    throw new AssertionError("no archive of " + jars);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        // As the launcher has them.
        return List.of(
                "-XX:+UnlockDiagnosticVMOptions",
                "-XX:ArchiveRelocationMode=0",
                "-Xlog:disable",
                "-XX:SharedArchiveFile=" + archive,
                "-cp",
                jars + File.pathSeparator + entries.get(true));
    }

    private static boolean isOurs(String entry) {
        return !entry.endsWith(".jar") || Path.of(entry).getParent().endsWith("target");
    }
}
