package ai.fourminds.rds.local;

import ai.fourminds.rds.local.principals.Policy;
import ai.fourminds.rds.local.principals.Principal;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.cognitoidentity.CognitoIdentityClient;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.RdsUtilities;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.Credentials;

/** The AWS SDK's own clients, pointed at a local RDS. Stateless. */
final class AwsClients {
    private AwsClients() {}

    static AwsCredentialsProvider credentials(Principal principal) {
        return StaticCredentialsProvider.create(
                principal.sessionToken() == null
                        ? AwsBasicCredentials.create(principal.accessKeyId(), principal.secretAccessKey())
                        : AwsSessionCredentials.create(
                                principal.accessKeyId(), principal.secretAccessKey(), principal.sessionToken()));
    }

    static RdsClient rds(LocalRds rds, Principal principal) {
        return rds(rds, principal, Region.US_EAST_1);
    }

    static RdsClient rds(LocalRds rds, Principal principal, Region region) {
        return RdsClient.builder()
                .httpClient(UrlConnectionHttpClient.create())
                .endpointOverride(rds.endpointUrl())
                .region(region)
                .overrideConfiguration(o -> o.retryStrategy(DefaultRetryStrategy.doNotRetry()))
                .credentialsProvider(credentials(principal))
                .build();
    }

    static StsClient sts(LocalRds rds, Principal principal) {
        return sts(rds, credentials(principal));
    }

    static StsClient sts(LocalRds rds, AwsCredentialsProvider credentials) {
        return pointed(StsClient.builder(), rds, credentials).build();
    }

    static CognitoIdentityProviderClient userPool(LocalRds rds) {
        return pointed(CognitoIdentityProviderClient.builder(), rds, AnonymousCredentialsProvider.create())
                .build();
    }

    static CognitoIdentityClient identityPool(LocalRds rds) {
        return pointed(CognitoIdentityClient.builder(), rds, AnonymousCredentialsProvider.create())
                .build();
    }

    private static <C, B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>> B pointed(
            B builder, LocalRds rds, AwsCredentialsProvider credentials) {
        return builder.httpClient(UrlConnectionHttpClient.create())
                .endpointOverride(rds.endpointUrl())
                .region(Region.US_EAST_1)
                .overrideConfiguration(o -> o.retryStrategy(DefaultRetryStrategy.doNotRetry()))
                .credentialsProvider(credentials);
    }

    /** Temporary keys as STS answers them, as someone who holds them. */
    static Principal holder(String arn, Credentials keys) {
        return new Principal(
                arn,
                keys.accessKeyId(),
                keys.secretAccessKey(),
                keys.sessionToken(),
                keys.expiration(),
                Policy.nothing());
    }

    /** Temporary keys as an identity pool answers them, as someone who holds them. */
    static Principal holder(software.amazon.awssdk.services.cognitoidentity.model.Credentials keys) {
        return new Principal(
                "", keys.accessKeyId(), keys.secretKey(), keys.sessionToken(), keys.expiration(), Policy.nothing());
    }

    static String token(Principal principal, String host, int port, String user) {
        return token(principal, host, port, user, Region.US_EAST_1);
    }

    static String token(Principal principal, String host, int port, String user, Region region) {
        return RdsUtilities.builder()
                .region(region)
                .credentialsProvider(credentials(principal))
                .build()
                .generateAuthenticationToken(
                        token -> token.hostname(host).port(port).username(user));
    }
}
