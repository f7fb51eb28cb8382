package ai.fourminds.rds.cli.export.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.fourminds.rds.cli.failure.CommandFailure;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One export at a time in a folder, whoever starts the other. */
class FolderLockTest {
    @TempDir
    Path folder;

    /** Takes the lock and says so; keeps it until it is killed. */
    static final class Holder {
        private Holder() {}

        public static void main(String[] args) throws Exception {
            try {
                FolderLock.take(Path.of(args[0]));
                System.out.println("taken");
            } catch (CommandFailure refused) {
                System.out.println("refused");
            }
            System.in.read();
        }
    }

    private Process holder() throws IOException {
        return new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Holder.class.getName(),
                        folder.toString())
                .redirectErrorStream(true)
                .start();
    }

    private static String says(Process process) throws IOException {
        return process.inputReader().readLine();
    }

    @Test
    void isRefusedWhileHeldInThisProcessAndGoneAfterwards() throws Exception {
        try (FolderLock held = FolderLock.take(folder)) {
            assertThat(held).isNotNull();
            assertThatThrownBy(() -> FolderLock.take(folder))
                    .isInstanceOf(CommandFailure.class)
                    .hasMessageContaining("Another export is writing into");
            Process other = holder();
            assertThat(says(other)).isEqualTo("refused");
            other.destroyForcibly().waitFor();
        }
        assertThat(folder).isEmptyDirectory();
        FolderLock.take(folder).close();
    }

    @Test
    void isTakenOverFromAProcessThatIsKilled() throws Exception {
        Process other = holder();
        assertThat(says(other)).isEqualTo("taken");
        assertThatThrownBy(() -> FolderLock.take(folder)).isInstanceOf(CommandFailure.class);
        other.destroyForcibly().waitFor();
        assertThat(folder.resolve(FolderLock.NAME)).exists();
        FolderLock.take(folder).close();
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aLinkOrAFolderInItsPlaceIsNamedWithTheRemedy() throws Exception {
        Path file = folder.resolve(FolderLock.NAME);
        Files.createSymbolicLink(file, folder.resolve("elsewhere"));
        assertRefused(file);
        Files.delete(file);
        Files.createDirectory(file);
        assertRefused(file);
    }

    private void assertRefused(Path file) {
        assertThatThrownBy(() -> FolderLock.take(folder)).isInstanceOfSatisfying(CommandFailure.class, failure -> {
            assertThat(failure.fault().headline()).contains("'" + file + "' is a link or a folder");
            assertThat(failure.fault().remedy()).startsWith("Remove it");
        });
        assertThat(folder.resolve("elsewhere")).doesNotExist();
    }

    /** POSIX would drop the first one's lock when the second closes its file. */
    @Test
    void isRefusedToAnotherClassLoaderWithoutLosingIt() throws Exception {
        List<URL> classPath = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(java.io.File.pathSeparator)) {
            classPath.add(Path.of(entry).toUri().toURL());
        }
        try (URLClassLoader loader =
                        new URLClassLoader(classPath.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
                FolderLock held = FolderLock.take(folder)) {
            assertThat(held).isNotNull();
            Method take = loader.loadClass(FolderLock.class.getName()).getDeclaredMethod("take", Path.class);
            take.setAccessible(true);
            assertThatThrownBy(() -> take.invoke(null, folder))
                    .isInstanceOf(InvocationTargetException.class)
                    .hasRootCauseMessage("Another export is writing into '" + folder + "'.");
            Process other = holder();
            assertThat(says(other)).isEqualTo("refused");
            other.destroyForcibly().waitFor();
        }
    }

    @Test
    void isHeldByOneAtATimeHoweverManyTakeAndDeleteIt() throws Exception {
        AtomicInteger holders = new AtomicInteger();
        List<CompletableFuture<Integer>> threads = new ArrayList<>();
        Path link = Files.createSymbolicLink(folder.resolveSibling(folder.getFileName() + "-link"), folder);
        for (int i = 0; i < 4; i++) {
            Path way = i % 2 == 0 ? folder : link;
            threads.add(CompletableFuture.supplyAsync(() -> taken(way, holders)));
        }
        int taken = 0;
        for (CompletableFuture<Integer> thread : threads) {
            taken += thread.get();
        }
        Files.delete(link);
        assertThat(taken).isPositive();
        assertThat(folder).isEmptyDirectory();
    }

    private static int taken(Path folder, AtomicInteger holders) {
        int taken = 0;
        for (int i = 0; i < 500; i++) {
            try (FolderLock lock = FolderLock.take(folder)) {
                assertThat(lock).isNotNull();
                assertThat(holders.incrementAndGet()).isOne();
                holders.decrementAndGet();
                taken++;
            } catch (CommandFailure refused) {
                assertThat(refused).hasMessageContaining("Another export");
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
        return taken;
    }
}
