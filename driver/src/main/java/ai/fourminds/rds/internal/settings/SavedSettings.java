package ai.fourminds.rds.internal.settings;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Reads the settings of saved connections. */
@FunctionalInterface
public interface SavedSettings {

    /**
     * Returns the settings saved under a name.
     *
     * @param connectTimeout the limit for reading them, from the settings so far
     * @throws SQLException if there are none, or they cannot be read
     */
    Map<String, String> of(String name, Optional<Duration> connectTimeout) throws SQLException;
}
