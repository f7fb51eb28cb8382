package ai.fourminds.rds.internal.saved;

import ai.fourminds.rds.internal.failure.SettingsFailures;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.util.Base64;
import java.util.Map;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** The key of the saved connections: {@code FOURMINDS_RDS_KEY}, else a file that only its owner may read. */
final class ConnectionKey {

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
