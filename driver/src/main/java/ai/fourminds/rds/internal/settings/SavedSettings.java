package ai.fourminds.rds.internal.settings;

import java.sql.SQLException;
import java.util.Map;

/** Where saved connections are looked up. */
@FunctionalInterface
public interface SavedSettings {

    /**
     * The settings saved under a name.
     *
     * @throws SQLException when there are none, or what was saved cannot be read
     */
    Map<String, String> of(String name) throws SQLException;
}
