package ai.fourminds.rds.internal.saved;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.fourminds.rds.failure.RdsFailure;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectionFileTest {

    private static final Map<String, String> SETTINGS =
            Map.of("region", "us-east-1", "cognitoPassword", "canary \"%s\n\uD83D\uDC18", "user", "u".repeat(255));

    @TempDir
    private Path folder;

    private Path home;
    private ConnectionFile file;

    @BeforeEach
    void open() {
        home = folder.resolve("home");
        file = new ConnectionFile(home, Map.of());
    }

    private void save(String name) throws SQLException {
        file.change(connections -> connections.put(name, SETTINGS));
    }

    private void assertUnreadable(String... words) {
        assertThatThrownBy(() -> file.read())
                .isInstanceOf(RdsFailure.class)
                .hasMessageContainingAll(words)
                .hasMessageNotContaining("canary");
    }

    @Test
    void aFolderThatCannotBeReadIsNotAnEmptyOne() throws Exception {
        file = new ConnectionFile(Files.createFile(home), Map.of());
        assertUnreadable("The saved connections cannot be used", "FOURMINDS_RDS_HOME");
    }

    @Test
    void nothingIsSavedAtFirst() throws SQLException {
        assertThat(file.read()).isEmpty();
        assertThat(home).doesNotExist();
    }

    @Test
    void keepsWhatWasSavedWithoutShowingIt() throws Exception {
        save("prod");
        assertThat(new ConnectionFile(home, Map.of()).read()).isEqualTo(Map.of("prod", SETTINGS));
        try (var files = Files.list(home)) {
            for (Path each : files.toList()) {
                assertThat(Files.readString(each, StandardCharsets.ISO_8859_1))
                        .doesNotContain("canary", "us-east-1", "prod");
            }
        }
    }

    @Test
    void onlyTheOwnerMayReadTheFiles() throws Exception {
        save("prod");
        for (String name : List.of("connections", "connections.key")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve(name))))
                    .isEqualTo("rw-------");
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home)))
                .isEqualTo("rwx------");
    }

    @ParameterizedTest
    @ValueSource(strings = {"connections", "connections.key"})
    void aFileOpenToOthersIsNotUsed(String name) throws Exception {
        save("prod");
        Files.setPosixFilePermissions(home.resolve(name), PosixFilePermissions.fromString("rw-r-----"));
        assertUnreadable("open to other users", "chmod 600", home.resolve(name).toString());
        assertThatThrownBy(() -> save("more")).hasMessageContaining("open to other users");
    }

    @ParameterizedTest
    @ValueSource(strings = {"connections", "connections.key"})
    void aFileOfAnotherUserIsNotUsed(String name) throws Exception {
        save("prod");
        assumeTrue(isRoot(), "only root can give a file away");
        give(home.resolve(name), "nobody");
        assertUnreadable("belongs to the user nobody", "sudo chown");
        give(home.resolve(name), "root");
        assertThat(file.read()).containsKey("prod");
    }

    static boolean isRoot() throws Exception {
        return Files.getOwner(Path.of("/proc/self")).getName().equals("root");
    }

    static void give(Path path, String user) throws Exception {
        Files.setOwner(
                path, path.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(user));
    }

    @Test
    void aKeyAppearsWhole() throws Exception {
        Path key = Files.createDirectories(home).resolve("connections.key");
        PrivateFiles.create(key, new byte[] {1});
        assertThatThrownBy(() -> PrivateFiles.create(key, new byte[] {2}))
                .isInstanceOf(FileAlreadyExistsException.class);
        assertThat(key).hasBinaryContent(new byte[] {1});
        try (var files = Files.list(home)) {
            assertThat(files).containsExactly(key);
        }
    }

    @Test
    void twoCopiesOfTheDriverInOneJvmTakeTurns() throws Exception {
        URL classes = ConnectionFile.class.getProtectionDomain().getCodeSource().getLocation();
        ClassLoader parent = ClassLoader.getPlatformClassLoader();
        try (var copy = new URLClassLoader(new URL[] {classes}, parent)) {
            Class<?> other = copy.loadClass(ConnectionFile.class.getName());
            Object second = other.getConstructor(Path.class, Map.class).newInstance(home, Map.of());
            var change = other.getMethod("change", Consumer.class);
            ExecutorService pool = Executors.newFixedThreadPool(2);
            try {
                Future<?> ours = pool.submit(() -> saveEach("ours", name -> save(name)));
                Future<?> theirs = pool.submit(() -> saveEach(
                        "theirs",
                        name -> change.invoke(
                                second, (Consumer<Map<String, Map<String, String>>>) all -> all.put(name, SETTINGS))));
                ours.get(60, TimeUnit.SECONDS);
                theirs.get(60, TimeUnit.SECONDS);
            } finally {
                pool.shutdownNow();
            }
        }
        assertThat(file.read()).hasSize(40);
    }

    private static Void saveEach(String prefix, Saving saving) throws Exception {
        for (int number = 0; number < 20; number++) {
            saving.save(prefix + number);
        }
        return null;
    }

    @FunctionalInterface
    private interface Saving {
        void save(String name) throws Exception;
    }

    @Test
    void theSameContentIsSealedDifferentlyEachTime() throws Exception {
        save("prod");
        String before = Files.readString(home.resolve("connections"));
        save("prod");
        assertThat(Files.readString(home.resolve("connections"))).isNotEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 10, 41, 43, 60, -2, -5})
    void aTruncatedFileIsReportedAndLeftAlone(int length) throws Exception {
        save("prod");
        Path path = home.resolve("connections");
        byte[] whole = Files.readAllBytes(path);
        byte[] cut = java.util.Arrays.copyOf(whole, length < 0 ? whole.length + length : length);
        Files.write(path, cut);
        assertUnreadable("connections", "left as it is");
        assertThatThrownBy(() -> save("more")).isInstanceOf(RdsFailure.class);
        assertThat(Files.readAllBytes(path)).isEqualTo(cut);
    }

    @Test
    void everyChangedByteIsNoticed() throws Exception {
        save("prod");
        Path path = home.resolve("connections");
        byte[] whole = Files.readAllBytes(path);
        for (int at = 0; at < whole.length; at += 7) {
            byte[] changed = whole.clone();
            changed[at] = (byte) (changed[at] == 'A' ? 'B' : 'A');
            Files.write(path, changed);
            assertUnreadable("connections");
        }
    }

    @Test
    void aForeignFileIsReportedAndLeftAlone() throws Exception {
        Files.createDirectories(home);
        Path path = Files.writeString(home.resolve("connections"), "somebody else's\n");
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
        assertUnreadable("not a file of saved connections");
        assertThatThrownBy(() -> save("prod")).hasMessageContaining("not a file of saved connections");
        assertThat(path).hasContent("somebody else's");
    }

    @Test
    void anotherKeyDoesNotOpenIt() throws SQLException {
        save("prod");
        String other = Base64.getEncoder().encodeToString(new byte[32]);
        ConnectionFile foreign = new ConnectionFile(home, Map.of("FOURMINDS_RDS_KEY", other));
        assertThatThrownBy(foreign::read).hasMessageContaining("sealed with another key");
    }

    @Test
    void aLostKeyIsNamed() throws Exception {
        save("prod");
        Files.delete(home.resolve("connections.key"));
        assertUnreadable("key file is gone", "FOURMINDS_RDS_KEY");
    }

    @ParameterizedTest
    @ValueSource(strings = {"short", "!!!", "AAAA"})
    void aKeyThatIsNoneIsRefusedUnshown(String key) {
        ConnectionFile other = new ConnectionFile(home, Map.of("FOURMINDS_RDS_KEY", key));
        assertThatThrownBy(() -> other.change(connections -> connections.put("x", Map.of())))
                .hasMessageContainingAll("FOURMINDS_RDS_KEY", "32 bytes")
                .hasMessageNotContaining("'" + key + "'");
    }

    @Test
    void aKeyOfTheEnvironmentLeavesNoKeyFile() throws Exception {
        String key =
                Base64.getEncoder().encodeToString("0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.UTF_8));
        ConnectionFile other = new ConnectionFile(home, Map.of("FOURMINDS_RDS_KEY", key));
        other.change(connections -> connections.put("prod", SETTINGS));
        assertThat(other.read()).containsKey("prod");
        assertThat(home.resolve("connections.key")).doesNotExist();
    }

    @Test
    void concurrentWritersLoseNothing() throws Exception {
        int writers = 16;
        ExecutorService pool = Executors.newFixedThreadPool(writers);
        try {
            List<Future<?>> saves = new ArrayList<>();
            for (int writer = 0; writer < writers; writer++) {
                String name = "c" + writer;
                saves.add(pool.submit(() -> {
                    new ConnectionFile(home, Map.of()).change(connections -> connections.put(name, SETTINGS));
                    return name;
                }));
            }
            for (Future<?> save : saves) {
                save.get(60, TimeUnit.SECONDS);
            }
        } finally {
            pool.shutdownNow();
        }
        assertThat(file.read()).hasSize(writers);
        try (var files = Files.list(home)) {
            assertThat(files.map(path -> path.getFileName().toString()))
                    .containsExactlyInAnyOrder("connections", "connections.key", "connections.lock");
        }
    }
}
