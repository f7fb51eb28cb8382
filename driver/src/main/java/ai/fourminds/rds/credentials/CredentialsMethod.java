package ai.fourminds.rds.credentials;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** One way to come by AWS credentials. Thread-safe; caching and refreshing are done by the caller. */
public interface CredentialsMethod {

    /** The value of {@code auth} that chooses it: lower case, letters, digits and hyphens. */
    String name();

    /**
     * The names of all settings it reads, the driver's or its own. Their values are part of the identity under which
     * credentials are cached, and names among them that are not the driver's are kept from the native driver.
     */
    Set<String> settings();

    /**
     * What is wrong with a combination of settings, each as {@code name: complaint}; reported with all other faults
     * before anything is asked. Secrets are not to be repeated.
     *
     * @param settings the values of {@link #settings()} that are set
     */
    default List<String> faults(Map<String, String> settings) {
        return List.of();
    }

    /**
     * Obtains credentials now. Called seldom: the result is kept until five minutes before it expires.
     *
     * @throws CredentialsException saying what is missing and what to do about it
     */
    AwsKeys obtain(CredentialsContext context) throws CredentialsException;
}
