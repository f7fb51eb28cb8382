package ai.fourminds.rds.credentials;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * AWS credentials. They cannot print themselves.
 *
 * @param accessKeyId the access key id; not secret
 * @param secretAccessKey the secret access key
 * @param sessionToken the session token of temporary credentials, or null
 * @param expiration when they end, or null when that is not known
 */
public record AwsKeys(
        String accessKeyId,
        String secretAccessKey,
        @Nullable String sessionToken,
        @Nullable Instant expiration) {

    /** Refuses nulls. */
    public AwsKeys {
        Objects.requireNonNull(accessKeyId, "accessKeyId");
        Objects.requireNonNull(secretAccessKey, "secretAccessKey");
    }

    @Override
    public String toString() {
        return "AwsKeys[accessKeyId=" + accessKeyId + ", expiration=" + expiration + "]";
    }
}
