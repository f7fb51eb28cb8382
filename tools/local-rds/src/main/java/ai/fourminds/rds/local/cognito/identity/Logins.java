package ai.fourminds.rds.local.cognito.identity;

import ai.fourminds.rds.local.cognito.CognitoClient;
import ai.fourminds.rds.local.cognito.CognitoException;
import ai.fourminds.rds.local.cognito.UserPool;
import ai.fourminds.rds.local.oidc.JsonWebToken;
import ai.fourminds.rds.local.oidc.TokenVerdict;
import com.fasterxml.jackson.databind.JsonNode;

/** Verifies the {@code Logins} of an identity pool's requests: provider names with their ID tokens. Thread-safe. */
final class Logins {
    private final UserPool pool;

    Logins(UserPool pool) {
        this.pool = pool;
    }

    JsonWebToken verify(JsonNode logins) {
        if (!logins.isObject() || logins.isEmpty()) {
            throw CognitoException.notAuthorized("Unauthenticated access is not supported for this identity pool.");
        }
        if (logins.size() != 1 || !logins.has(pool.providerName())) {
            throw unsupported();
        }
        JsonWebToken token = JsonWebToken.parse(logins.get(pool.providerName()).asText())
                .orElseThrow(() -> invalid("Not a valid OpenId Connect identity token."));
        TokenVerdict verdict = pool.judge(token);
        if (verdict != TokenVerdict.GOOD) {
            throw invalid(reason(verdict, token));
        }
        if (!token.text("token_use").equals("id")) {
            throw invalid("Not a valid OpenId Connect identity token.");
        }
        boolean accepted = token.audiences().stream()
                .anyMatch(client -> pool.client(client)
                        .filter(CognitoClient::inIdentityPool)
                        .isPresent());
        if (!accepted) {
            throw unsupported();
        }
        return token;
    }

    private static String reason(TokenVerdict verdict, JsonWebToken token) {
        return switch (verdict) {
            case OTHER_ISSUER -> "Issuer doesn't match providerName";
            case UNKNOWN_KEY, BAD_SIGNATURE -> "Couldn't verify signed token.";
            case CLAIM_MISSING ->
                "Missing a required claim: "
                        + (token.audiences().isEmpty()
                                ? "aud"
                                : token.expiresAt().isEmpty() ? "exp" : "sub");
            case EXPIRED -> "Token expired: " + token.expiresAt().orElseThrow().getEpochSecond();
            case NOT_YET_VALID -> "Token is not yet valid.";
            case GOOD -> throw new IllegalStateException("a good token needs no excuse");
        };
    }

    private static CognitoException unsupported() {
        return CognitoException.notAuthorized("Token is not from a supported provider of this identity pool.");
    }

    private static CognitoException invalid(String reason) {
        return CognitoException.notAuthorized("Invalid login token. " + reason);
    }
}
