package ai.fourminds.rds.internal.aws;

import ai.fourminds.rds.credentials.AwsKeys;
import java.time.Instant;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** Converts credentials from and to the SDK's types. Stateless. */
public final class SdkKeys {

    private SdkKeys() {}

    /**
     * Converts the keys that the SDK resolved. Keeps keys past their expiration, as keys without a known one: during an
     * outage the metadata service returns its old keys, and AWS still accepts them.
     */
    public static AwsKeys from(AwsCredentials credentials) {
        String token = credentials instanceof AwsSessionCredentials session ? session.sessionToken() : null;
        return new AwsKeys(
                credentials.accessKeyId(),
                credentials.secretAccessKey(),
                token,
                credentials.expirationTime().filter(Instant.now()::isBefore).orElse(null));
    }

    public static StaticCredentialsProvider provider(AwsKeys keys) {
        return StaticCredentialsProvider.create(of(keys));
    }

    public static AwsCredentials of(AwsKeys keys) {
        String token = keys.sessionToken();
        return token == null
                ? AwsBasicCredentials.create(keys.accessKeyId(), keys.secretAccessKey())
                : AwsSessionCredentials.create(keys.accessKeyId(), keys.secretAccessKey(), token);
    }
}
