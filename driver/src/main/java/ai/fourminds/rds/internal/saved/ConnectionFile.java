package ai.fourminds.rds.internal.saved;

import ai.fourminds.rds.internal.failure.SettingsFailures;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * The file of saved connections. Writers take turns, within a process and between processes; readers see a consistent
 * state. A file that is damaged, foreign or encrypted with another key is reported and never overwritten. Thread-safe.
 */
public final class ConnectionFile {

    private static final String FILE = "connections";
    // A file lock belongs to the JVM, and requesting it twice is an error. A string constant is one object in all class
    // loaders of a JVM, so a second copy of the driver also waits here.
    private static final String TURN = "ai.fourminds.rds.internal.saved.ConnectionFile.TURN";

    private final Path folder;
    private final Path file;
    private final ConnectionKey key;

    /** Creates access to the file in a configuration folder; neither need exist. */
    public ConnectionFile(Path folder, Map<String, String> environment) {
        this.folder = folder;
        this.file = folder.resolve(FILE);
        this.key = new ConnectionKey(folder, environment);
    }

    public Path path() {
        return file;
    }

    /** Returns every connection's settings by name, sorted. */
    public Map<String, Map<String, String>> read() throws SQLException {
        try {
            return readUnchecked();
        } catch (IOException unreadable) {
            throw unusable(unreadable);
        }
    }

    /** Returns one connection's settings. */
    public Map<String, String> settings(String name) throws SQLException {
        Map<String, Map<String, String>> connections = read();
        Map<String, String> settings = connections.get(name);
        if (settings == null) {
            throw SettingsFailures.savedUnknown(name, connections.keySet());
        }
        return settings;
    }

    /** Changes the connections under a lock. */
    public void change(Consumer<Map<String, Map<String, String>>> change) throws SQLException {
        synchronized (TURN) {
            try {
                PrivateFiles.createFolder(folder);
                Path lockFile = folder.resolve(FILE + ".lock");
                try (FileChannel channel =
                                FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                        FileLock lock = channel.lock()) {
                    Objects.requireNonNull(lock, "lock");
                    Map<String, Map<String, String>> connections = new TreeMap<>(readUnchecked());
                    change.accept(connections);
                    String sealed = SealedText.seal(connections, key.existingOrNew());
                    PrivateFiles.replace(file, sealed.getBytes(StandardCharsets.UTF_8));
                }
            } catch (IOException unwritable) {
                throw unusable(unwritable);
            } catch (GeneralSecurityException impossible) {
                throw new IllegalStateException(impossible);
            }
        }
    }

    private Map<String, Map<String, String>> readUnchecked() throws SQLException, IOException {
        if (Files.notExists(file)) {
            // Newer JDKs say of what is below a file that it does not exist.
            if (Files.exists(folder) && !Files.isDirectory(folder)) {
                throw new NotDirectoryException(folder.toString());
            }
            return Map.of();
        }
        PrivateFiles.refuseOpen(file);
        String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        if (!SealedText.isOurs(text)) {
            throw SettingsFailures.savedUnreadable(
                    file, "it is not a file of saved connections", "Move it away; it is left as it is.", null);
        }
        try {
            return SealedText.open(text, key.existing());
        } catch (GeneralSecurityException damaged) {
            throw SettingsFailures.savedUnreadable(
                    file,
                    "it is damaged, or was sealed with another key",
                    "Restore the file or its key (FOURMINDS_RDS_KEY or " + ConnectionKey.FILE
                            + "); or move it away and save the connections anew. It is left as it is.",
                    damaged);
        }
    }

    private SQLException unusable(IOException cause) {
        return SettingsFailures.savedUnreadable(
                file,
                cause.getClass().getSimpleName() + ": " + cause.getMessage(),
                "Check the folder's owner and modes, or set FOURMINDS_RDS_HOME to another.",
                cause);
    }

    /** The key of the saved connections: {@code FOURMINDS_RDS_KEY}, else a file that only its owner may read. */
    private static final class ConnectionKey {

        static final String VARIABLE = "FOURMINDS_RDS_KEY";
        static final String FILE = "connections.key";

        private static final int BYTES = 32;

        private final Path file;
        private final String given;

        ConnectionKey(Path folder, Map<String, String> environment) {
            this.file = folder.resolve(FILE);
            this.given = environment.getOrDefault(VARIABLE, "");
        }

        SecretKey existing() throws SQLException, IOException {
            if (!given.isEmpty()) {
                return decode(given, VARIABLE);
            }
            if (!Files.exists(file)) {
                throw SettingsFailures.savedUnreadable(
                        file, "the key file is gone", "Set FOURMINDS_RDS_KEY to the key, or restore the file.", null);
            }
            PrivateFiles.refuseOpen(file);
            return decode(Files.readString(file, StandardCharsets.UTF_8).strip(), file.toString());
        }

        /** Returns the key to write with; creates it at first use. */
        SecretKey existingOrNew() throws SQLException, IOException {
            if (given.isEmpty() && !Files.exists(file)) {
                byte[] fresh = new byte[BYTES];
                new SecureRandom().nextBytes(fresh);
                String text = Base64.getEncoder().encodeToString(fresh) + "\n";
                try {
                    PrivateFiles.create(file, text.getBytes(StandardCharsets.UTF_8));
                } catch (FileAlreadyExistsException somebodyWasFaster) {
                    // That key is used.
                }
            }
            return existing();
        }

        private SecretKey decode(String text, String where) throws SQLException {
            try {
                byte[] key = Base64.getDecoder().decode(text);
                if (key.length != BYTES) {
                    throw new IllegalArgumentException(key.length + " bytes");
                }
                return new SecretKeySpec(key, "AES");
            } catch (IllegalArgumentException malformed) {
                throw SettingsFailures.savedUnreadable(
                        file,
                        where + " holds no key",
                        "A key is 32 bytes in base64, as openssl rand -base64 32 makes them.",
                        malformed);
            }
        }
    }
}
