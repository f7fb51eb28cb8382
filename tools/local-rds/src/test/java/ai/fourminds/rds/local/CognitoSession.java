package ai.fourminds.rds.local;

import ai.fourminds.rds.local.cognito.CognitoClient;
import ai.fourminds.rds.local.cognito.CognitoUser;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awssdk.services.cognitoidentity.CognitoIdentityClient;
import software.amazon.awssdk.services.cognitoidentity.model.Credentials;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthFlowType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ChallengeNameType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InitiateAuthResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.RespondToAuthChallengeResponse;

/** Signs in to a local Cognito as its clients do. Used by one thread. */
final class CognitoSession implements AutoCloseable {
    private final LocalRds rds;
    private final CognitoIdentityProviderClient userPool;
    private final CognitoIdentityClient identityPool;

    CognitoSession(LocalRds rds) {
        this.rds = rds;
        this.userPool = AwsClients.userPool(rds);
        this.identityPool = AwsClients.identityPool(rds);
    }

    RespondToAuthChallengeResponse bySrp(CognitoClient client, CognitoUser user) {
        return bySrp(client, user, Instant.now());
    }

    RespondToAuthChallengeResponse bySrp(CognitoClient client, CognitoUser user, Instant now) {
        var srp = new SrpClient(rds.cognito().userPoolId(), user.password());
        Map<String, String> challenge = challenge(client, user.username(), srp);
        return respond(client, srp.answer(challenge, now));
    }

    Map<String, String> challenge(CognitoClient client, String username, SrpClient srp) {
        var answer =
                initiate(client, AuthFlowType.USER_SRP_AUTH, Map.of("USERNAME", username, "SRP_A", srp.publicValue()));
        if (answer.challengeName() != ChallengeNameType.PASSWORD_VERIFIER) {
            throw new AssertionError("SRP begins with a challenge");
        }
        return answer.challengeParameters();
    }

    RespondToAuthChallengeResponse respond(CognitoClient client, Map<String, String> answer) {
        Map<String, String> texts = hashed(client, answer);
        return userPool.respondToAuthChallenge(r -> r.clientId(client.id())
                .challengeName(ChallengeNameType.PASSWORD_VERIFIER)
                .challengeResponses(texts));
    }

    InitiateAuthResponse byPassword(CognitoClient client, String username, String password) {
        return initiate(client, AuthFlowType.USER_PASSWORD_AUTH, Map.of("USERNAME", username, "PASSWORD", password));
    }

    InitiateAuthResponse byRefreshToken(CognitoClient client, String username, String refreshToken) {
        String hash = SrpClient.secretHash(client.secret(), username, client.id());
        return raw(
                client,
                AuthFlowType.REFRESH_TOKEN_AUTH,
                client.secret() == null
                        ? Map.of("REFRESH_TOKEN", refreshToken)
                        : Map.of("REFRESH_TOKEN", refreshToken, "SECRET_HASH", hash));
    }

    InitiateAuthResponse initiate(CognitoClient client, AuthFlowType flow, Map<String, String> texts) {
        return raw(client, flow, hashed(client, texts));
    }

    /** Sends what it is given, without a secret hash of its own making. */
    InitiateAuthResponse raw(CognitoClient client, AuthFlowType flow, Map<String, String> texts) {
        return userPool.initiateAuth(r -> r.clientId(client.id()).authFlow(flow).authParameters(texts));
    }

    String idToken() {
        return bySrp(rds.cognito().client(), rds.cognito().user())
                .authenticationResult()
                .idToken();
    }

    String identity(Map<String, String> logins) {
        return identityPool
                .getId(r -> r.identityPoolId(rds.cognito().identityPoolId()).logins(logins))
                .identityId();
    }

    Credentials credentials(String idToken) {
        Map<String, String> logins = logins(idToken);
        return credentials(identity(logins), logins);
    }

    Credentials credentials(String identityId, Map<String, String> logins) {
        return identityPool
                .getCredentialsForIdentity(r -> r.identityId(identityId).logins(logins))
                .credentials();
    }

    Map<String, String> logins(String idToken) {
        return Map.of(rds.cognito().providerName(), idToken);
    }

    CognitoIdentityClient identityPool() {
        return identityPool;
    }

    CognitoIdentityProviderClient userPool() {
        return userPool;
    }

    private static Map<String, String> hashed(CognitoClient client, Map<String, String> texts) {
        if (client.secret() == null) {
            return texts;
        }
        Map<String, String> all = new LinkedHashMap<>(texts);
        all.put("SECRET_HASH", SrpClient.secretHash(client.secret(), texts.get("USERNAME"), client.id()));
        return all;
    }

    @Override
    public void close() {
        userPool.close();
        identityPool.close();
    }
}
