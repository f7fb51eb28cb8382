package ai.fourminds.rds.internal.settings;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the settings need to know of the credentials methods there are. */
public interface MethodTable {

    /** Each method's name with the names of the settings it reads. */
    Map<String, Set<String>> settingsByName();

    /** Why other methods on the class path cannot be used. */
    default List<String> broken() {
        return List.of();
    }

    /** What a method finds wrong with the values of its settings, each as {@code name: complaint}. */
    List<String> faults(String method, Map<String, String> settings);
}
