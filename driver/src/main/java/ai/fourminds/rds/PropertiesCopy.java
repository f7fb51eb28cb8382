package ai.fourminds.rds;

import ai.fourminds.rds.internal.settings.Faults;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** Copies a caller's Properties, defaults included, and never writes to them. Stateless. */
final class PropertiesCopy {

    private PropertiesCopy() {}

    /**
     * Converts numbers and booleans to text. Any other value is a fault: to ignore it could drop the role to assume.
     */
    static Map<String, String> of(@Nullable Properties properties, Faults faults) {
        Map<String, String> copy = new HashMap<>();
        if (properties != null) {
            for (String name : properties.stringPropertyNames()) {
                copy.put(name, properties.getProperty(name));
            }
            properties.forEach((name, value) -> {
                if (name instanceof String text && (value instanceof Number || value instanceof Boolean)) {
                    copy.put(text, value.toString());
                } else if (!(name instanceof String) || !(value instanceof String)) {
                    faults.add(
                            name instanceof String text ? text : "properties",
                            "hold a "
                                    + (name instanceof String ? value : name)
                                            .getClass()
                                            .getName() + ", and take text, numbers and booleans only");
                }
            });
        }
        return copy;
    }
}
