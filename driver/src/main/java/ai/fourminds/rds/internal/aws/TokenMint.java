package ai.fourminds.rds.internal.aws;

import ai.fourminds.rds.credentials.AwsKeys;
import ai.fourminds.rds.plugin.AuthToken;
import ai.fourminds.rds.plugin.Endpoint;
import java.time.Duration;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;

/**
 * Signs tokens locally, one per login; keeps none. Stateless. Does not use the SDK's {@code RdsUtilities}, which puts
 * the token into a URI, and the SDK logs URIs at TRACE.
 */
public final class TokenMint {

    // RDS User Guide, "Connecting to your DB instance using IAM authentication": a token is valid for 15 minutes.
    private static final Duration VALIDITY = Duration.ofMinutes(15);

    private TokenMint() {}

    /** Signs a token that is valid for 15 minutes or until the keys expire. Makes no network call. */
    public static AuthToken mint(AwsKeys keys, String region, Endpoint endpoint, String user) {
        String address = endpoint.toString();
        SdkHttpRequest login = SdkHttpRequest.builder()
                .method(SdkHttpMethod.GET)
                .protocol("https")
                .host(address.substring(0, address.lastIndexOf(':')))
                .port(endpoint.port())
                .encodedPath("/")
                .putRawQueryParameter("DBUser", user)
                .putRawQueryParameter("Action", "connect")
                .build();
        SignedRequest signed = AwsV4HttpSigner.create()
                .sign(with -> with.identity(AwsClients.sdkKeys(keys))
                        .request(login)
                        .putProperty(AwsV4FamilyHttpSigner.SERVICE_SIGNING_NAME, "rds-db")
                        .putProperty(AwsV4HttpSigner.REGION_NAME, region)
                        .putProperty(
                                AwsV4FamilyHttpSigner.AUTH_LOCATION, AwsV4FamilyHttpSigner.AuthLocation.QUERY_STRING)
                        .putProperty(AwsV4FamilyHttpSigner.EXPIRATION_DURATION, VALIDITY));
        return new AuthToken(
                address + "/?" + signed.request().encodedQueryParameters().orElseThrow());
    }
}
