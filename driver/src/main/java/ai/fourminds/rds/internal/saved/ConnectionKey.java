package ai.fourminds.rds.internal.saved;

import ai.fourminds.rds.internal.failure.SettingsFailures;
import ai.fourminds.rds.internal.saved.PrivateFiles.Exposure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * The encryption key of the saved connections: {@code FOURMINDS_RDS_KEY}, else a file in the same folder that only its
 * owner may read.
 */
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

    /** Returns the key to read with. */
    SecretKey existing() throws SQLException, IOException {
        if (!given.isEmpty()) {
            return decode(given, VARIABLE);
        }
        if (!Files.exists(file)) {
            throw SettingsFailures.savedUnreadable(
                    file, "the key file is gone", "Set FOURMINDS_RDS_KEY to the key, or restore the file.", null);
        }
        Optional<Exposure> exposure = PrivateFiles.openToOthers(file);
        if (exposure.isPresent()) {
            throw SettingsFailures.savedUnreadable(
                    file, exposure.get().why(), exposure.get().remedy(), null);
        }
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
                return existing();
            }
        }
        return existing();
    }

    private SecretKey decode(String text, String where) throws SQLException {
        try {
            byte[] key = Base64.getDecoder().decode(text);
            if (key.length == BYTES) {
                return new SecretKeySpec(key, "AES");
            }
        } catch (IllegalArgumentException notBase64) {
            throw malformed(where, notBase64);
        }
        throw malformed(where, null);
    }

    private SQLException malformed(String where, @org.jspecify.annotations.Nullable Exception cause) {
        return SettingsFailures.savedUnreadable(
                file,
                where + " holds no key",
                "A key is 32 bytes in base64, as openssl rand -base64 32 makes them.",
                cause);
    }
}
