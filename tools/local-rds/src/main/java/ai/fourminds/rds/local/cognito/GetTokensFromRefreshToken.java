package ai.fourminds.rds.local.cognito;

import com.fasterxml.jackson.databind.JsonNode;

/** GetTokensFromRefreshToken: returns new tokens, whether or not the client rotates refresh tokens. Thread-safe. */
final class GetTokensFromRefreshToken implements JsonOperation {
    private final UserPool pool;

    GetTokensFromRefreshToken(UserPool pool) {
        this.pool = pool;
    }

    @Override
    public String target() {
        return "AWSCognitoIdentityProviderService.GetTokensFromRefreshToken";
    }

    @Override
    public JsonNode answer(JsonNode request) {
        AuthRequest auth = AuthRequest.read(pool, request, "");
        auth.verifySecret();
        String refreshToken = auth.required("RefreshToken");
        return answer(pool, auth.client(), refreshToken, pool.tokens().owner(refreshToken, auth.client()));
    }

    /** Returns the answer for the owner of a valid refresh token. */
    static JsonNode answer(UserPool pool, CognitoClient client, String refreshToken, String owner) {
        PoolUser user = pool.user(owner).orElseThrow(CognitoException::userNotFound);
        if (user.state() == UserState.DISABLED) {
            throw SignIn.disabled();
        }
        return pool.tokens().refreshed(refreshToken, user, client);
    }
}
