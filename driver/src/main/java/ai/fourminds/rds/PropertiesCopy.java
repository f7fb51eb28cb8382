package ai.fourminds.rds;

import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** Reads a caller's Properties, defaults included, without ever writing to them. Stateless. */
final class PropertiesCopy {

    private PropertiesCopy() {}

    static Map<String, String> of(@Nullable Properties properties) {
        Map<String, String> copy = new HashMap<>();
        if (properties != null) {
            for (String name : properties.stringPropertyNames()) {
                copy.put(name, properties.getProperty(name));
            }
        }
        return copy;
    }
}
