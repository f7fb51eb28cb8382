package ai.fourminds.rds.internal.settings;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** The credentials methods as the settings code sees them. */
public interface MethodTable {

    /** Returns each method's name with the names of the settings it reads. */
    Map<String, Set<String>> settingsByName();

    /** Returns why other methods on the class path cannot be used. */
    default List<String> broken() {
        return List.of();
    }

    /** Returns a method's faults in the values of its settings, each as {@code name: complaint}. */
    List<String> faults(String method, Map<String, String> settings);
}
