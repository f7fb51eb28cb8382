package ai.fourminds.rds.credentials;

import ai.fourminds.rds.failure.FailureCode;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The input of a credentials method.
 *
 * @param settings the values of the settings that the method named, including secrets; unset ones are absent
 * @param region the AWS region in force
 * @param endpointUrl the endpoint of a local stand-in for all AWS services, or null for AWS's own endpoints
 * @param timeout the limit of the whole attempt
 * @param clock the clock to read the time from
 */
public record CredentialsContext(
        Map<String, String> settings,
        String region,
        @Nullable URI endpointUrl,
        Duration timeout,
        Clock clock) {

    /** Copies the settings. */
    public CredentialsContext {
        settings = Map.copyOf(settings);
    }

    /** Returns the value of a setting, if set. */
    public Optional<String> setting(String name) {
        return Optional.ofNullable(settings.get(name));
    }

    /**
     * Returns the value of a setting that the method requires.
     *
     * @throws CredentialsException if it is not set
     */
    public String required(String name) throws CredentialsException {
        return setting(name)
                .orElseThrow(() -> new CredentialsException(
                        FailureCode.CREDENTIALS_UNAVAILABLE, name + " is not set.", "Set " + name + ".", null));
    }

    @Override
    public String toString() {
        return "CredentialsContext[settings=" + settings.keySet() + ", region=" + region + "]";
    }
}
