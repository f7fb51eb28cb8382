package ai.fourminds.rds.internal.settings;

import ai.fourminds.rds.internal.settings.Settings.Origin;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which layers may set values that read a file, load a class or reach a host outside of AWS. Read from the system
 * property {@code fourminds.rds.trust}, else the environment variable {@code FOURMINDS_RDS_TRUST}; not a setting, so
 * that no URL can change it. Immutable.
 */
enum Trust {
    /** Only the environment and saved connections. */
    ENVIRONMENT,
    /** Also properties: the default. */
    PROPERTIES,
    /** Also URLs. */
    URL;

    static final String SYSTEM_PROPERTY = "fourminds.rds.trust";
    static final String VARIABLE = "FOURMINDS_RDS_TRUST";

    /** Returns the trust in force; an unknown word is a fault and trusts nothing. */
    static Trust of(Map<String, String> environment, List<String> faults) {
        String word = System.getProperty(SYSTEM_PROPERTY, environment.getOrDefault(VARIABLE, ""));
        if (word.isEmpty()) {
            return PROPERTIES;
        }
        Optional<Trust> trust = Arrays.stream(values())
                .filter(each -> each.word().equalsIgnoreCase(word.strip()))
                .findFirst();
        if (trust.isEmpty()) {
            faults.add(VARIABLE + ": '" + word + "' is none of "
                    + Arrays.stream(values()).map(Trust::word).collect(Collectors.joining(", ")));
        }
        return trust.orElse(ENVIRONMENT);
    }

    boolean covers(Origin origin) {
        return switch (origin) {
            case URL -> this == URL;
            case PROPERTIES -> this != ENVIRONMENT;
            case ENVIRONMENT, SAVED, DEFAULT -> true;
        };
    }

    /**
     * Returns why a layer may not set a value, and which may; ends a sentence that begins with the value's effect.
     *
     * @param variable the environment variable of the same setting, or null
     */
    String refusal(Origin origin, @Nullable String variable) {
        String environment = variable == null ? "" : "as " + variable + " in the environment, ";
        return origin == Origin.URL
                ? ", which a URL may not ask for; set it "
                        + (this == ENVIRONMENT ? "" : "as a property, ")
                        + environment + "or in a saved connection; or trust URLs with " + VARIABLE + "=url"
                : ", which properties may not ask for where " + VARIABLE + "=environment; set it " + environment
                        + "or in a saved connection";
    }

    private String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
