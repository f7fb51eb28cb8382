package ai.fourminds.rds.internal.saved;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/** Where this user's configuration lives: {@code FOURMINDS_RDS_HOME}, else where the platform wants it. Stateless. */
public final class ConfigurationFolder {

    private static final String NAME = "fourminds-rds";

    private ConfigurationFolder() {}

    /** The folder; it need not exist. */
    public static Path of(Map<String, String> environment) {
        String chosen = environment.getOrDefault("FOURMINDS_RDS_HOME", "");
        if (!chosen.isEmpty()) {
            return Path.of(chosen);
        }
        Path home = Path.of(System.getProperty("user.home", "."));
        String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        if (system.contains("win")) {
            String roaming = environment.getOrDefault("APPDATA", "");
            return (roaming.isEmpty() ? home : Path.of(roaming)).resolve(NAME);
        }
        if (system.contains("mac")) {
            return home.resolve("Library/Application Support").resolve(NAME);
        }
        String xdg = environment.getOrDefault("XDG_CONFIG_HOME", "");
        return (xdg.isEmpty() ? home.resolve(".config") : Path.of(xdg)).resolve(NAME);
    }
}
