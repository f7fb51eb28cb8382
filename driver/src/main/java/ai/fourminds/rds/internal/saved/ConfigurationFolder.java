package ai.fourminds.rds.internal.saved;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Finds this user's configuration folder: {@code FOURMINDS_RDS_HOME}, else the platform's usual place. Stateless. */
public final class ConfigurationFolder {

    private static final String NAME = "fourminds-rds";

    private ConfigurationFolder() {}

    /** Returns the folder, which need not exist. */
    public static Path of(Map<String, String> environment) {
        String chosen = environment.getOrDefault("FOURMINDS_RDS_HOME", "");
        if (!chosen.isEmpty()) {
            return Path.of(chosen);
        }
        // "?" if the system does not know the user, as in containers that run under an arbitrary uid.
        Path users = Path.of(System.getProperty("user.home", ""));
        String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        if (system.startsWith("win")) {
            return absolute(environment, "APPDATA").orElse(users).resolve(NAME);
        }
        Path home = absolute(environment, "HOME").orElse(users.isAbsolute() ? users : Path.of("/nonexistent"));
        return system.startsWith("mac")
                ? home.resolve("Library/Application Support").resolve(NAME)
                : absolute(environment, "XDG_CONFIG_HOME")
                        .orElse(home.resolve(".config"))
                        .resolve(NAME);
    }

    /** Ignores relative paths, as the specification of XDG_CONFIG_HOME requires. */
    private static Optional<Path> absolute(Map<String, String> environment, String variable) {
        return Optional.ofNullable(environment.get(variable)).map(Path::of).filter(Path::isAbsolute);
    }
}
