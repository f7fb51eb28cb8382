package ai.fourminds.rds.internal.settings;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Where saved connections are looked up. */
@FunctionalInterface
public interface SavedSettings {

    /**
     * The settings saved under a name.
     *
     * @param connectTimeout the bound that settings so far set for reading them
     * @throws SQLException when there are none, or what was saved cannot be read
     */
    Map<String, String> of(String name, Optional<Duration> connectTimeout) throws SQLException;
}
