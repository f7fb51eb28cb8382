package ai.fourminds.rds.internal.credentials.cognito;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.regions.PartitionMetadata;
import software.amazon.awssdk.regions.Region;

/**
 * A user, user pool and app client to sign in with. {@code toString} shows no secret.
 *
 * @param poolId the user pool id: {@code us-east-1_AbCdEfGhI}
 * @param clientSecret the app client's secret, or null if it has none
 * @param name the user name as the user typed it; may be an alias such as an e-mail address
 */
record CognitoUser(String poolId, String clientId, @Nullable String clientSecret, String name, String password) {

    /** Returns the pool's region, with which its id begins. */
    String region(String otherwise) {
        int underscore = poolId.indexOf('_');
        return underscore > 0 ? poolId.substring(0, underscore) : otherwise;
    }

    /** Returns the pool's name in SRP: its id without the region. */
    String poolName() {
        return poolId.substring(poolId.indexOf('_') + 1);
    }

    /** Returns the key in {@code Logins} under which an identity pool expects this pool's ID tokens. */
    String loginProvider(String otherwise) {
        String region = region(otherwise);
        return "cognito-idp." + region + "."
                + PartitionMetadata.of(Region.of(region)).dnsSuffix() + "/" + poolId;
    }

    /** Computes {@code SECRET_HASH}: HMAC-SHA256 of name and client id, keyed with the secret, in base64. */
    Optional<String> secretHash(String username) {
        String secret = clientSecret;
        if (secret == null) {
            return Optional.empty();
        }
        byte[] hash = SrpClient.hmac(
                secret.getBytes(StandardCharsets.UTF_8), (username + clientId).getBytes(StandardCharsets.UTF_8));
        return Optional.of(Base64.getEncoder().encodeToString(hash));
    }

    @Override
    public String toString() {
        return "CognitoUser[" + poolId + ", " + clientId + ", " + name + "]";
    }
}
