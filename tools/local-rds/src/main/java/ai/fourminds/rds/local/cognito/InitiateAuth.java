package ai.fourminds.rds.local.cognito;

import ai.fourminds.rds.local.cognito.srp.SrpGroup;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.util.Optional;

/**
 * InitiateAuth: the first step of a sign-in by SRP, and the only step with a password or a refresh token. Thread-safe.
 */
final class InitiateAuth implements JsonOperation {
    private final UserPool pool;
    private final PendingExchanges exchanges;

    InitiateAuth(UserPool pool, PendingExchanges exchanges) {
        this.pool = pool;
        this.exchanges = exchanges;
    }

    @Override
    public String target() {
        return "AWSCognitoIdentityProviderService.InitiateAuth";
    }

    @Override
    public JsonNode answer(JsonNode request) {
        AuthRequest auth = AuthRequest.read(pool, request, "AuthParameters");
        String flow = request.path("AuthFlow").asText();
        return switch (flow) {
            case "USER_SRP_AUTH" -> {
                demand(auth, AuthFlow.USER_SRP_AUTH, "USER_SRP_AUTH is not enabled for the client.");
                yield bySrp(auth);
            }
            case "USER_PASSWORD_AUTH" -> {
                demand(auth, AuthFlow.USER_PASSWORD_AUTH, "USER_PASSWORD_AUTH flow not enabled for this client");
                yield byPassword(auth);
            }
            case "REFRESH_TOKEN_AUTH", "REFRESH_TOKEN" -> {
                if (auth.client().renewal() == CognitoClient.Renewal.ROTATED) {
                    throw CognitoException.unsupported("REFRESH_TOKEN_AUTH is not for clients with token rotation");
                }
                demand(auth, AuthFlow.REFRESH_TOKEN_AUTH, "Auth flow not enabled for this client");
                yield byRefreshToken(auth);
            }
            case "" -> throw CognitoException.missing("AuthFlow");
            default -> throw CognitoException.invalidParameter(flow + " is not enabled for the client.");
        };
    }

    private static void demand(AuthRequest auth, AuthFlow flow, String refusal) {
        if (!auth.client().flows().contains(flow)) {
            throw CognitoException.invalidParameter(refusal);
        }
    }

    private JsonNode bySrp(AuthRequest auth) {
        String username = auth.required("USERNAME");
        auth.verifySecretHash(username);
        BigInteger clientPublic = clientPublic(auth.required("SRP_A"));
        var pending = exchanges.begin(known(username, auth.client()), username, auth.client(), clientPublic);
        ObjectNode answer = JsonNodeFactory.instance.objectNode().put("ChallengeName", "PASSWORD_VERIFIER");
        answer.putObject("ChallengeParameters")
                .put("SALT", pending.exchange().verifier().salt().toString(16))
                .put("SECRET_BLOCK", pending.secretBlock())
                .put("SRP_B", pending.exchange().serverPublic().toString(16))
                .put("USERNAME", pending.username())
                .put("USER_ID_FOR_SRP", pending.username());
        return answer;
    }

    private JsonNode byPassword(AuthRequest auth) {
        String username = auth.required("USERNAME");
        auth.verifySecretHash(username);
        String password = auth.required("PASSWORD");
        PoolUser user = known(username, auth.client()).orElseThrow(CognitoException::wrongPassword);
        if (!user.verifier().fits(pool.name(), user.username(), password)) {
            throw CognitoException.wrongPassword();
        }
        return SignIn.answer(pool, user, auth.client());
    }

    private JsonNode byRefreshToken(AuthRequest auth) {
        String refreshToken = auth.required("REFRESH_TOKEN");
        String owner = pool.tokens().owner(refreshToken, auth.client());
        auth.verifySecretHash(owner);
        return GetTokensFromRefreshToken.answer(pool, auth.client(), refreshToken, owner);
    }

    private Optional<PoolUser> known(String username, CognitoClient client) {
        Optional<PoolUser> user = pool.user(username);
        if (user.isEmpty() && client.revealsUnknownUsers()) {
            throw CognitoException.userNotFound();
        }
        return user;
    }

    /** RFC 5054 forbids A = 0 mod N: its sender would know the key without the password. */
    private static BigInteger clientPublic(String hex) {
        if (!hex.matches("[0-9a-fA-F]{1,800}")) {
            throw CognitoException.invalidParameter("SRP_A should be a hexadecimal number");
        }
        BigInteger clientPublic = new BigInteger(hex, 16);
        if (clientPublic.mod(SrpGroup.N).signum() == 0) {
            throw CognitoException.invalidParameter("SRP_A is not valid");
        }
        return clientPublic;
    }
}
