package ai.fourminds.rds.internal.settings;

import ai.fourminds.rds.internal.settings.Settings.Origin;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Who may say what reads a file, loads a class or reaches a host outside of AWS. The system property
 * {@code fourminds.rds.trust}, else the environment variable {@code FOURMINDS_RDS_TRUST}; no setting, so that no URL can
 * change it. Immutable.
 */
enum Trust {
    /** The environment and saved connections. */
    ENVIRONMENT,
    /** Properties as well: the default. */
    PROPERTIES,
    /** URLs as well. */
    URL;

    static final String SYSTEM_PROPERTY = "fourminds.rds.trust";
    static final String VARIABLE = "FOURMINDS_RDS_TRUST";

    /** The trust in force; an unknown word is a fault and trusts nothing. */
    static Trust of(Map<String, String> environment, Faults faults) {
        String word = System.getProperty(SYSTEM_PROPERTY, environment.getOrDefault(VARIABLE, ""));
        if (word.isEmpty()) {
            return PROPERTIES;
        }
        Optional<Trust> trust = Arrays.stream(values())
                .filter(each -> each.word().equalsIgnoreCase(word.strip()))
                .findFirst();
        if (trust.isEmpty()) {
            faults.add(
                    VARIABLE,
                    "'" + word + "' is none of "
                            + Arrays.stream(values()).map(Trust::word).collect(Collectors.joining(", ")));
        }
        return trust.orElse(ENVIRONMENT);
    }

    /** Whether what a layer says is taken as the user's own word. */
    boolean covers(Origin origin) {
        return switch (origin) {
            case URL -> this == URL;
            case PROPERTIES -> this != ENVIRONMENT;
            case ENVIRONMENT, SAVED, DEFAULT -> true;
        };
    }

    /**
     * Why a layer may not say something, and who may; ends a sentence that begins with what it would do.
     *
     * @param variable the environment variable that says the same, or null
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
