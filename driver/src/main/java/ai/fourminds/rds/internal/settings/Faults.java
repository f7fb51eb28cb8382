package ai.fourminds.rds.internal.settings;

import ai.fourminds.rds.internal.failure.SettingsFailures;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Collects everything that is wrong with one configuration, so that it can be said at once. Used by one thread. */
public final class Faults {

    private final List<String> found = new ArrayList<>();

    /** Notes a fault: the setting, what is wrong with it and what to write instead, without any secret. */
    public void add(String setting, String complaint) {
        found.add(setting + ": " + complaint);
    }

    /** Notes a fault that already reads {@code name: complaint}. */
    public void add(String fault) {
        found.add(fault);
    }

    /** What was noted, in order. */
    public List<String> found() {
        return List.copyOf(found);
    }

    /** Throws one exception with all faults, if there are any. */
    public void throwIfAny() throws SQLException {
        if (!found.isEmpty()) {
            throw SettingsFailures.invalid(found);
        }
    }
}
