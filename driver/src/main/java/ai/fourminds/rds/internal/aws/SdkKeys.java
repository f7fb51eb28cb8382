package ai.fourminds.rds.internal.aws;

import ai.fourminds.rds.credentials.AwsKeys;
import java.time.Instant;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** Translates credentials from and to the SDK's types. Stateless. */
public final class SdkKeys {

    private SdkKeys() {}

    /**
     * What the SDK resolved. Keys that it hands out although they are over are good all the same: during an outage the metadata
     * service goes on giving those that it has, and AWS goes on taking them. Their end is not known.
     */
    public static AwsKeys from(AwsCredentials credentials) {
        String token = credentials instanceof AwsSessionCredentials session ? session.sessionToken() : null;
        return new AwsKeys(
                credentials.accessKeyId(),
                credentials.secretAccessKey(),
                token,
                credentials.expirationTime().filter(Instant.now()::isBefore).orElse(null));
    }

    /** The same keys for a client of the SDK. */
    public static StaticCredentialsProvider provider(AwsKeys keys) {
        return StaticCredentialsProvider.create(of(keys));
    }

    /** The same keys in the SDK's type. */
    public static AwsCredentials of(AwsKeys keys) {
        String token = keys.sessionToken();
        return token == null
                ? AwsBasicCredentials.create(keys.accessKeyId(), keys.secretAccessKey())
                : AwsSessionCredentials.create(keys.accessKeyId(), keys.secretAccessKey(), token);
    }
}
