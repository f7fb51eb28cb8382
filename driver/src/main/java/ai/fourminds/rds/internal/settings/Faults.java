package ai.fourminds.rds.internal.settings;

import ai.fourminds.rds.internal.failure.SettingsFailures;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Collects all faults of one configuration, to report them at once. Used by one thread. */
public final class Faults {

    private final List<String> found = new ArrayList<>();

    /** Adds a fault: the setting, what is wrong with it and what to write instead, without any secret. */
    public void add(String setting, String complaint) {
        found.add(setting + ": " + complaint);
    }

    /** Adds a fault that already reads {@code name: complaint}. */
    public void add(String fault) {
        found.add(fault);
    }

    public List<String> found() {
        return List.copyOf(found);
    }

    public void throwIfAny() throws SQLException {
        if (!found.isEmpty()) {
            throw SettingsFailures.invalid(found);
        }
    }
}
