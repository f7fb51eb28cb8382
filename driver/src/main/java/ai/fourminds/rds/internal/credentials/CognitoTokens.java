package ai.fourminds.rds.internal.credentials;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a user pool gives after a sign-in. Cannot print itself.
 *
 * @param idToken the OIDC ID token
 * @param refreshToken the refresh token, or null when a refresh gave no new one
 */
record CognitoTokens(String idToken, @Nullable String refreshToken) {

    CognitoTokens {
        Objects.requireNonNull(idToken, "idToken");
    }

    @Override
    public String toString() {
        return "CognitoTokens[redacted]";
    }
}
