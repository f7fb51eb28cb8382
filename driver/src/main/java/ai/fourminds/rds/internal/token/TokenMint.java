package ai.fourminds.rds.internal.token;

import ai.fourminds.rds.credentials.AwsKeys;
import ai.fourminds.rds.internal.aws.SdkKeys;
import ai.fourminds.rds.plugin.AuthToken;
import ai.fourminds.rds.plugin.Endpoint;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.rds.RdsUtilities;

/** Signs tokens locally, one per connect; keeps none. Stateless. */
public final class TokenMint {

    private TokenMint() {}

    /** A token for one user at one real endpoint, good for 15 minutes or until the keys end. No network is involved. */
    public static AuthToken mint(AwsKeys keys, String region, Endpoint endpoint, String user) {
        RdsUtilities utilities = RdsUtilities.builder()
                .region(Region.of(region))
                .credentialsProvider(SdkKeys.provider(keys))
                .build();
        return new AuthToken(utilities.generateAuthenticationToken(request ->
                request.hostname(endpoint.host()).port(endpoint.port()).username(user)));
    }
}
