package ai.fourminds.rds.internal.credentials.cognito;

import ai.fourminds.rds.credentials.AwsKeys;
import ai.fourminds.rds.credentials.CredentialsContext;
import ai.fourminds.rds.credentials.CredentialsException;
import ai.fourminds.rds.failure.FailureCode;
import ai.fourminds.rds.internal.aws.AwsClients;
import ai.fourminds.rds.internal.aws.ServiceAnswers;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.cognitoidentity.CognitoIdentityClient;
import software.amazon.awssdk.services.cognitoidentity.model.Credentials;

/** An Amazon Cognito identity pool: exchanges an ID token for temporary AWS credentials. Used by one thread. */
final class CognitoIdentity {

    private final CredentialsContext context;
    private final String identityPoolId;

    CognitoIdentity(CredentialsContext context, String identityPoolId) {
        this.context = context;
        this.identityPoolId = identityPoolId;
    }

    /** Calls {@code GetId}, then {@code GetCredentialsForIdentity}. */
    AwsKeys keys(String provider, String idToken) throws CredentialsException {
        int colon = identityPoolId.indexOf(':');
        String region = colon > 0 ? identityPoolId.substring(0, colon) : context.region();
        Map<String, String> logins = Map.of(provider, idToken);
        try (CognitoIdentityClient identities = AwsClients.build(
                CognitoIdentityClient.builder(),
                AnonymousCredentialsProvider.create(),
                region,
                context.endpointUrl(),
                context.timeout())) {
            String id = identities
                    .getId(request -> request.identityPoolId(identityPoolId).logins(logins))
                    .identityId();
            Credentials granted = identities
                    .getCredentialsForIdentity(request -> request.identityId(id).logins(logins))
                    .credentials();
            return new AwsKeys(
                    granted.accessKeyId(), granted.secretKey(), granted.sessionToken(), granted.expiration());
        } catch (AwsServiceException refusal) {
            throw refused(refusal);
        } catch (RuntimeException unanswered) {
            throw ServiceAnswers.unanswered("Amazon Cognito", unanswered);
        }
    }

    private CredentialsException refused(AwsServiceException refusal) {
        return switch (ServiceAnswers.code(refusal)) {
            case "NotAuthorizedException",
                    "ResourceNotFoundException",
                    "InvalidIdentityPoolConfigurationException",
                    "InvalidParameterException" ->
                new CredentialsException(
                        FailureCode.SIGN_IN_REFUSED,
                        "the identity pool " + identityPoolId + " gives no credentials: "
                                + ServiceAnswers.words(refusal),
                        "Check cognitoIdentityPoolId, that it names this user pool and app client as an authentication"
                                + " provider, and that its authenticated role trusts it.",
                        refusal);
            default -> ServiceAnswers.unexpected("Amazon Cognito", refusal);
        };
    }
}
