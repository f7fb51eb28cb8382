package ai.fourminds.rds.internal.aws;

import ai.fourminds.rds.credentials.AwsKeys;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Credentials, region and endpoint for calls of AWS.
 *
 * @param auth the credentials method, for messages
 * @param profile the profile that the credentials come from, for messages, or null
 * @param keys the credentials
 * @param region the AWS region
 * @param endpointUrl the configured endpoint of the RDS API, or null for AWS's own
 * @param timeout the limit of one call with all its retries
 */
public record AwsSession(
        String auth,
        @Nullable String profile,
        AwsKeys keys,
        String region,
        @Nullable URI endpointUrl,
        Duration timeout) {

    private static final Pattern THIS_MACHINE = Pattern.compile("(?i)localhost|127(\\.\\d{1,3}){3}|\\[::1]");

    /** Refuses nulls. */
    public AwsSession {
        Objects.requireNonNull(auth, "auth");
        Objects.requireNonNull(keys, "keys");
        Objects.requireNonNull(region, "region");
        Objects.requireNonNull(timeout, "timeout");
    }

    /** Returns the same session with another time limit. */
    public AwsSession within(Duration limit) {
        return new AwsSession(auth, profile, keys, region, endpointUrl, limit);
    }

    /** Returns the endpoint of a service, or null for AWS's own: an RDS endpoint serves no other service. */
    @Nullable
    URI endpoint(String service) {
        return service.equals("rds") ? endpointUrl : standIn(endpointUrl);
    }

    /** Returns the endpoint if it is a local stand-in for all of AWS, that is, on this machine; else null. */
    public static @Nullable URI standIn(@Nullable URI endpointUrl) {
        return endpointUrl != null
                        && THIS_MACHINE.matcher(endpointUrl.getHost()).matches()
                ? endpointUrl
                : null;
    }

    String endpointOf(String service) {
        URI endpoint = endpoint(service);
        return endpoint == null ? service + " in " + region : endpoint.toString();
    }
}
