package ai.fourminds.rds.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPInputStream;

/**
 * Makes the class-data archive that the launchers start this program with: a static one, which alone can hold classes as
 * old as picocli's. Valid for the JVM and the jars it was made with; any other JVM ignores it. Stateless.
 */
public final class StartArchive {

    /**
     * The classes that help, listings and exports load, as {@code -XX:DumpLoadedClassList} of that release names them.
     * Every class in an archive costs memory, so a list does not hold what only another release loads.
     */
    private static final String CLASSES =
            Runtime.version().feature() < 25 ? "start-classes-17.gz" : "start-classes-25.gz";

    private StartArchive() {}

    /** The argument names the archive, which is there whole or not at all. Run it with the class path of the program. */
    public static void main(String[] args) throws IOException, InterruptedException {
        if (args.length != 1) {
            System.err.println("usage: StartArchive FILE");
            System.exit(2);
        }
        System.exit(make(Path.of(args[0]).toAbsolutePath(), System.getProperty("java.class.path")));
    }

    /** The exit code of the JVM that dumps. */
    static int make(Path archive, String classPath) throws IOException, InterruptedException {
        Path folder = Objects.requireNonNull(archive.getParent(), "folder");
        Files.createDirectories(folder);
        Path work = Files.createTempDirectory(folder, "archive-");
        Path classes = work.resolve("classes");
        Path unfinished = work.resolve("archive");
        try (InputStream packed = Objects.requireNonNull(StartArchive.class.getResourceAsStream(CLASSES), CLASSES);
                InputStream names = new GZIPInputStream(packed)) {
            Files.copy(names, classes);
            int status = dump(classes, unfinished, classPath);
            if (status == 0) {
                Files.move(unfinished, archive, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            }
            return status;
        } finally {
            Files.deleteIfExists(unfinished);
            Files.deleteIfExists(classes);
            Files.deleteIfExists(work);
        }
    }

    private static int dump(Path classes, Path archive, String classPath) throws IOException, InterruptedException {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xshare:dump",
                // The only collector for which JDK 17 archives objects.
                "-XX:+UseG1GC",
                "-Xmx128m",
                // Classes of another JDK, or of this program's past, are no news.
                "-Xlog:disable",
                "-Xlog:all=error:stderr",
                "-XX:SharedClassListFile=" + classes,
                "-XX:SharedArchiveFile=" + archive,
                "-cp",
                classPath);
        return new ProcessBuilder(command).inheritIO().start().waitFor();
    }
}
