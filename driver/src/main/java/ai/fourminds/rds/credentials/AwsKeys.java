package ai.fourminds.rds.credentials;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * AWS credentials. {@code toString} shows no secret.
 *
 * @param accessKeyId the access key id; not secret
 * @param secretAccessKey the secret access key
 * @param sessionToken the session token of temporary credentials, or null
 * @param expiration when they expire, or null if unknown
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
