package ai.fourminds.rds.local.cognito;

import ai.fourminds.rds.local.cognito.CognitoClient.Renewal;
import ai.fourminds.rds.local.iam.RandomText;
import ai.fourminds.rds.local.oidc.Issuer;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Issues a user pool's tokens after a sign-in. Thread-safe. */
final class PoolTokens {
    private static final Duration LIFETIME = Duration.ofHours(1);
    private static final Duration REFRESH_LIFETIME = Duration.ofDays(30);

    private final Map<String, Grant> grants = new ConcurrentHashMap<>();
    private final Issuer issuer;
    private final Clock clock;

    PoolTokens(Issuer issuer, Clock clock) {
        this.issuer = issuer;
        this.clock = clock;
    }

    /** The session of a refresh token. */
    private record Grant(String username, String clientId, Instant signedInAt, Instant expiresAt, boolean revoked) {
        Grant revoke() {
            return new Grant(username, clientId, signedInAt, expiresAt, true);
        }
    }

    /** Returns the answer to a correct password: tokens, or a challenge. */
    ObjectNode answer(CognitoPool.User user, CognitoClient client) {
        return switch (user.state()) {
            case CONFIRMED -> signedIn(user, client);
            case UNCONFIRMED -> throw Refusals.of("UserNotConfirmedException", "User is not confirmed.");
            case RESET_REQUIRED ->
                throw Refusals.of("PasswordResetRequiredException", "Password reset required for the user");
            case DISABLED -> throw Refusals.disabled();
            case FORCE_CHANGE_PASSWORD -> {
                ObjectNode attributes = object();
                if (user.email() != null) {
                    attributes.put("email", user.email());
                }
                ObjectNode parameters =
                        object().put("requiredAttributes", "[]").put("userAttributes", attributes.toString());
                yield challenge("NEW_PASSWORD_REQUIRED", user, parameters);
            }
            case SMS_MFA ->
                challenge(
                        "SMS_MFA",
                        user,
                        object().put("CODE_DELIVERY_DELIVERY_MEDIUM", "SMS")
                                .put("CODE_DELIVERY_DESTINATION", "+*******1234"));
            case SOFTWARE_TOKEN_MFA ->
                challenge("SOFTWARE_TOKEN_MFA", user, object().put("FRIENDLY_DEVICE_NAME", "phone"));
        };
    }

    private static ObjectNode challenge(String name, CognitoPool.User user, ObjectNode parameters) {
        ObjectNode answer = object().put("ChallengeName", name).put("Session", RandomText.secret(600));
        answer.set("ChallengeParameters", parameters.put("USER_ID_FOR_SRP", user.username()));
        return answer;
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** Returns an answer with ID, access and refresh token. */
    private ObjectNode signedIn(CognitoPool.User user, CognitoClient client) {
        Instant now = clock.instant();
        ObjectNode result = result(user, client, now);
        if (client.flows().contains(AuthFlow.REFRESH_TOKEN_AUTH) || client.renewal() == Renewal.ROTATED) {
            result.put(
                    "RefreshToken",
                    grant(new Grant(user.username(), client.id(), now, now.plus(REFRESH_LIFETIME), false)));
        }
        if (client.renewal() == Renewal.BOUND_TO_DEVICE) {
            result.putObject("NewDeviceMetadata")
                    .put("DeviceKey", "us-east-1_" + UUID.randomUUID())
                    .put("DeviceGroupKey", RandomText.lowerCase(8));
        }
        return answer(result);
    }

    private String grant(Grant grant) {
        String refreshToken = RandomText.secret(900);
        grants.put(refreshToken, grant);
        return refreshToken;
    }

    /** Returns the user name that {@code client} got {@code refreshToken} for; throws if it is no longer valid. */
    String owner(String refreshToken, CognitoClient client) {
        Grant grant = grants.get(refreshToken);
        boolean unknown = grant == null || !grant.clientId().equals(client.id());
        if (grant == null || unknown || client.renewal() == Renewal.BOUND_TO_DEVICE) {
            throw Refusals.notAuthorized("Invalid Refresh Token");
        }
        if (grant.revoked()) {
            throw Refusals.notAuthorized("Refresh Token has been revoked");
        }
        if (!clock.instant().isBefore(grant.expiresAt())) {
            throw Refusals.notAuthorized("Refresh Token has expired");
        }
        return grant.username();
    }

    /** Returns the answer to a valid refresh token, with a new refresh token if the client rotates them. */
    ObjectNode refreshed(String refreshToken, CognitoPool.User user, CognitoClient client) {
        Grant grant = grants.get(refreshToken);
        ObjectNode result = result(user, client, grant == null ? clock.instant() : grant.signedInAt());
        if (grant != null && client.renewal() == Renewal.ROTATED) {
            grants.put(refreshToken, grant.revoke());
            result.put("RefreshToken", grant(grant));
        }
        return answer(result);
    }

    void revokeAll() {
        grants.replaceAll((token, grant) -> grant.revoke());
    }

    private static ObjectNode answer(ObjectNode result) {
        ObjectNode answer = object();
        answer.putObject("ChallengeParameters");
        answer.set("AuthenticationResult", result);
        return answer;
    }

    private ObjectNode result(CognitoPool.User user, CognitoClient client, Instant signedInAt) {
        ObjectNode id = claims(user, "id", signedInAt).put("aud", client.id()).put("cognito:username", user.username());
        if (user.email() != null) {
            id.put("email", user.email()).put("email_verified", true);
        }
        ObjectNode access = claims(user, "access", signedInAt)
                .put("client_id", client.id())
                .put("scope", "aws.cognito.signin.user.admin")
                .put("username", user.username());
        return object().put("AccessToken", issuer.sign(access))
                .put("ExpiresIn", LIFETIME.toSeconds())
                .put("IdToken", issuer.sign(id))
                .put("TokenType", "Bearer");
    }

    private ObjectNode claims(CognitoPool.User user, String use, Instant signedInAt) {
        Instant now = clock.instant();
        return object().put("sub", user.subject())
                .put("iss", issuer.url())
                .put("token_use", use)
                .put("auth_time", signedInAt.getEpochSecond())
                .put("iat", now.getEpochSecond())
                .put("exp", now.plus(LIFETIME).getEpochSecond())
                .put("jti", UUID.randomUUID().toString());
    }
}
