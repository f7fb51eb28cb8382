package ai.fourminds.rds.internal.credentials.cognito;

import ai.fourminds.rds.credentials.CredentialsContext;
import ai.fourminds.rds.credentials.CredentialsException;
import ai.fourminds.rds.failure.FailureCode;
import ai.fourminds.rds.internal.aws.AwsAnswers;
import ai.fourminds.rds.internal.aws.AwsClients;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.regions.PartitionMetadata;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthFlowType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthenticationResultType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ChallengeNameType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InitiateAuthResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.RespondToAuthChallengeResponse;

/** One sign-in to an Amazon Cognito user pool ({@code InitiateAuth}). Used by one thread. */
final class CognitoSignIn implements AutoCloseable {

    // Cognito's format: English names, no leading zero of the day.
    private static final DateTimeFormatter TIMESTAMP = DateTimeFormatter.ofPattern(
                    "EEE MMM d HH:mm:ss 'UTC' yyyy", Locale.US)
            .withZone(ZoneOffset.UTC);

    private final CredentialsContext context;
    private final CognitoUser user;
    private final CognitoIdentityProviderClient pool;

    CognitoSignIn(CredentialsContext context, CognitoUser user) {
        this.context = context;
        this.user = user;
        this.pool = AwsClients.build(
                CognitoIdentityProviderClient.builder(),
                null,
                user.region(context.region()),
                context.endpointUrl(),
                context.timeout());
    }

    /** Signs in; {@code auto} sends the password itself only if the app client does not support SRP. */
    AuthenticationResultType signIn(String flow) throws CredentialsException {
        try {
            return flow.equals("password") ? byPassword() : bySrp();
        } catch (AwsServiceException refusal) {
            if (flow.equals("auto") && CognitoRefusals.isFlowDisabled(refusal)) {
                return signIn("password");
            }
            throw CognitoRefusals.of(user, refusal);
        } catch (RuntimeException unanswered) {
            throw AwsAnswers.unanswered("Amazon Cognito", "cognito-idp", context, unanswered);
        }
    }

    /**
     * Refreshes the tokens by {@code GetTokensFromRefreshToken}, which app clients with and without rotation accept.
     * Empty if the pool refuses: the token has expired, or belongs to a device that was never registered.
     */
    Optional<AuthenticationResultType> refresh(String refreshToken) throws CredentialsException {
        try {
            AuthenticationResultType result = pool.getTokensFromRefreshToken(
                            request -> request.clientId(user.clientId())
                                    .clientSecret(user.clientSecret())
                                    .refreshToken(refreshToken))
                    .authenticationResult();
            return result == null ? Optional.empty() : Optional.of(whole(result));
        } catch (AwsServiceException refusal) {
            if (refusal.isThrottlingException() || refusal.statusCode() >= 500) {
                throw CognitoRefusals.of(user, refusal);
            }
            return Optional.empty();
        } catch (RuntimeException unanswered) {
            throw AwsAnswers.unanswered("Amazon Cognito", "cognito-idp", context, unanswered);
        }
    }

    @Override
    public void close() {
        pool.close();
    }

    private AuthenticationResultType byPassword() throws CredentialsException {
        Map<String, String> parameters = named(user.name());
        parameters.put("PASSWORD", user.password());
        InitiateAuthResponse answer = initiate(AuthFlowType.USER_PASSWORD_AUTH, parameters);
        return result(answer.challengeNameAsString(), answer.authenticationResult());
    }

    private AuthenticationResultType bySrp() throws CredentialsException {
        SrpClient srp = SrpClient.random(new SecureRandom());
        Map<String, String> parameters = named(user.name());
        parameters.put("SRP_A", srp.publicValue().toString(16));
        InitiateAuthResponse challenge = initiate(AuthFlowType.USER_SRP_AUTH, parameters);
        if (challenge.challengeName() != ChallengeNameType.PASSWORD_VERIFIER) {
            return result(challenge.challengeNameAsString(), challenge.authenticationResult());
        }
        Map<String, String> responses = answer(srp, challenge.challengeParameters());
        RespondToAuthChallengeResponse answer = pool.respondToAuthChallenge(request -> request.clientId(user.clientId())
                .challengeName(ChallengeNameType.PASSWORD_VERIFIER)
                .session(challenge.session())
                .challengeResponses(responses));
        return result(answer.challengeNameAsString(), answer.authenticationResult());
    }

    private Map<String, String> answer(SrpClient srp, Map<String, String> challenge) throws CredentialsException {
        try {
            String userId = parameter(challenge, "USER_ID_FOR_SRP");
            String block = parameter(challenge, "SECRET_BLOCK");
            String identity = user.poolName() + userId;
            byte[] key = srp.key(
                    new BigInteger(parameter(challenge, "SRP_B"), 16),
                    new BigInteger(parameter(challenge, "SALT"), 16),
                    identity,
                    user.password());
            String timestamp = TIMESTAMP.format(context.clock().instant());
            byte[] claim = SrpClient.claim(key, identity, Base64.getDecoder().decode(block), timestamp);
            Map<String, String> responses = named(userId);
            responses.put("PASSWORD_CLAIM_SECRET_BLOCK", block);
            responses.put("PASSWORD_CLAIM_SIGNATURE", Base64.getEncoder().encodeToString(claim));
            responses.put("TIMESTAMP", timestamp);
            return responses;
        } catch (GeneralSecurityException | IllegalArgumentException malformed) {
            throw new CredentialsException(
                    FailureCode.SIGN_IN_REFUSED,
                    "the user pool's SRP challenge is malformed: " + malformed.getMessage() + ".",
                    "Check cognitoUserPoolId and endpointUrl.",
                    malformed);
        }
    }

    private static String parameter(Map<String, String> challenge, String name) throws GeneralSecurityException {
        String value = challenge.get(name);
        if (value == null) {
            throw new GeneralSecurityException(name + " is missing");
        }
        return value;
    }

    private Map<String, String> named(String username) {
        Map<String, String> parameters = new HashMap<>();
        parameters.put("USERNAME", username);
        user.secretHash(username).ifPresent(hash -> parameters.put("SECRET_HASH", hash));
        return parameters;
    }

    private InitiateAuthResponse initiate(AuthFlowType flow, Map<String, String> parameters) {
        return pool.initiateAuth(
                request -> request.clientId(user.clientId()).authFlow(flow).authParameters(parameters));
    }

    private AuthenticationResultType result(@Nullable String challenge, @Nullable AuthenticationResultType result)
            throws CredentialsException {
        if (result == null) {
            throw CognitoRefusals.challenge(user, challenge == null ? "an unknown challenge" : challenge);
        }
        return whole(result);
    }

    private static AuthenticationResultType whole(AuthenticationResultType result) {
        Objects.requireNonNull(result.idToken(), "idToken");
        return result;
    }

    /**
     * A user, user pool and app client to sign in with. {@code toString} shows no secret.
     *
     * @param poolId the user pool id: {@code us-east-1_AbCdEfGhI}
     * @param clientSecret the app client's secret, or null if it has none
     * @param name the user name as the user typed it; may be an alias such as an e-mail address
     */
    record CognitoUser(
            String poolId, String clientId, @Nullable String clientSecret, String name, String password) {

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
}
