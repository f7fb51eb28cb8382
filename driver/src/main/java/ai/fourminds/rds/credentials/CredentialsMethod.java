package ai.fourminds.rds.credentials;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** One way to obtain AWS credentials. Thread-safe; the caller caches and refreshes the credentials. */
public interface CredentialsMethod {

    /** Returns the value of {@code auth} that selects this method: lower case letters, digits and hyphens. */
    String name();

    /**
     * Returns the names of all settings it reads, the driver's or its own. Their values are part of the identity under
     * which credentials are cached. The native driver does not receive its own settings.
     */
    Set<String> settings();

    /**
     * Returns the faults in a combination of settings, each as {@code name: complaint}. They are reported with all
     * other faults before any network call, and must not contain secrets.
     *
     * @param settings the values of {@link #settings()} that are set
     */
    default List<String> faults(Map<String, String> settings) {
        return List.of();
    }

    /**
     * Obtains credentials now. Called rarely: the result is cached until five minutes before it expires.
     *
     * @throws CredentialsException saying what is missing and what to do about it
     */
    AwsKeys obtain(CredentialsContext context) throws CredentialsException;
}
