package ai.fourminds.rds.local.cognito;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.util.Optional;

/** The first step of a sign-in by SRP, and the only step with a password or a refresh token. Thread-safe. */
record InitiateAuth(CognitoPool pool, SrpSignIns signIns) {
    JsonNode answer(JsonNode request) {
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
                    throw Refusals.of(
                            "UnsupportedOperationException",
                            "REFRESH_TOKEN_AUTH is not for clients with token rotation");
                }
                demand(auth, AuthFlow.REFRESH_TOKEN_AUTH, "Auth flow not enabled for this client");
                yield byRefreshToken(auth);
            }
            case "" -> throw Refusals.missing("AuthFlow");
            default -> throw Refusals.invalidParameter(flow + " is not enabled for the client.");
        };
    }

    private static void demand(AuthRequest auth, AuthFlow flow, String refusal) {
        if (!auth.client().flows().contains(flow)) {
            throw Refusals.invalidParameter(refusal);
        }
    }

    private JsonNode bySrp(AuthRequest auth) {
        String username = auth.required("USERNAME");
        auth.verifySecretHash(username);
        BigInteger clientPublic = clientPublic(auth.required("SRP_A"));
        var pending = signIns.begin(known(username, auth.client()), username, auth.client(), clientPublic);
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
        CognitoPool.User user = known(username, auth.client()).orElseThrow(Refusals::wrongPassword);
        if (!user.verifier().fits(CognitoPool.NAME, user.username(), password)) {
            throw Refusals.wrongPassword();
        }
        return pool.tokens().answer(user, auth.client());
    }

    private JsonNode byRefreshToken(AuthRequest auth) {
        String refreshToken = auth.required("REFRESH_TOKEN");
        String owner = pool.tokens().owner(refreshToken, auth.client());
        auth.verifySecretHash(owner);
        return refresh(auth.client(), refreshToken, owner);
    }

    /** GetTokensFromRefreshToken: returns new tokens, whether or not the client rotates refresh tokens. */
    JsonNode getTokens(JsonNode request) {
        AuthRequest auth = AuthRequest.read(pool, request, "");
        auth.verifySecret();
        String refreshToken = auth.required("RefreshToken");
        return refresh(auth.client(), refreshToken, pool.tokens().owner(refreshToken, auth.client()));
    }

    private JsonNode refresh(CognitoClient client, String refreshToken, String owner) {
        CognitoPool.User user = pool.user(owner).orElseThrow(Refusals::userNotFound);
        if (user.state() == UserState.DISABLED) {
            throw Refusals.disabled();
        }
        return pool.tokens().refreshed(refreshToken, user, client);
    }

    private Optional<CognitoPool.User> known(String username, CognitoClient client) {
        Optional<CognitoPool.User> user = pool.user(username);
        if (user.isEmpty() && client.revealsUnknownUsers()) {
            throw Refusals.userNotFound();
        }
        return user;
    }

    /** RFC 5054 forbids A = 0 mod N: its sender would know the key without the password. */
    private static BigInteger clientPublic(String hex) {
        if (!hex.matches("[0-9a-fA-F]{1,800}")) {
            throw Refusals.invalidParameter("SRP_A should be a hexadecimal number");
        }
        BigInteger clientPublic = new BigInteger(hex, 16);
        if (clientPublic.mod(Srp.N).signum() == 0) {
            throw Refusals.invalidParameter("SRP_A is not valid");
        }
        return clientPublic;
    }
}
