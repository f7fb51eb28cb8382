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
 * Creates the class-data archive that the launchers start this program with. It is a static archive, because only those
 * can hold classes as old as picocli's. Other JVMs, and other versions of the jars, ignore it. Stateless.
 */
public final class StartArchive {

    /**
     * The classes that help, listings and exports load, as {@code -XX:DumpLoadedClassList} prints them. One list per
     * JDK release, because each archived class costs memory.
     */
    private static final String CLASSES =
            Runtime.version().feature() < 25 ? "start-classes-17.gz" : "start-classes-25.gz";

    private StartArchive() {}

    /** Creates the archive that the argument names, atomically. Must run with the program's class path. */
    public static void main(String[] args) throws IOException, InterruptedException {
        if (args.length != 1) {
            System.err.println("usage: StartArchive FILE");
            System.exit(2);
        }
        System.exit(make(Path.of(args[0]).toAbsolutePath(), System.getProperty("java.class.path")));
    }

    /** Returns the exit code of the JVM that dumps the archive. */
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
                // JDK 17 archives objects only with this collector.
                "-XX:+UseG1GC",
                "-Xmx128m",
                // Else the JVM warns of listed classes that this JDK or version lacks.
                "-Xlog:disable",
                "-Xlog:all=error:stderr",
                "-XX:SharedClassListFile=" + classes,
                "-XX:SharedArchiveFile=" + archive,
                "-cp",
                classPath);
        return new ProcessBuilder(command).inheritIO().start().waitFor();
    }
}
