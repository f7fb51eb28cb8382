package ai.fourminds.rds.internal.aws;

import ai.fourminds.rds.credentials.AwsKeys;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Who calls AWS, and where.
 *
 * @param auth the credentials method, for messages
 * @param keys the credentials
 * @param region the AWS region
 * @param endpointUrl the API endpoint chosen, or null for AWS's own
 * @param timeout bound of one call with all its retries
 */
public record AwsSession(
        String auth, AwsKeys keys, String region, @Nullable URI endpointUrl, Duration timeout) {

    /** Refuses nulls. */
    public AwsSession {
        Objects.requireNonNull(auth, "auth");
        Objects.requireNonNull(keys, "keys");
        Objects.requireNonNull(region, "region");
        Objects.requireNonNull(timeout, "timeout");
    }

    /** The same session with another bound. */
    public AwsSession within(Duration limit) {
        return new AwsSession(auth, keys, region, endpointUrl, limit);
    }

    String endpointOf(String service) {
        return endpointUrl == null ? service + " in " + region : endpointUrl.toString();
    }
}
