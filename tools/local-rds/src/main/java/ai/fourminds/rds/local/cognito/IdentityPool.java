package ai.fourminds.rds.local.cognito;

import ai.fourminds.rds.local.aws.query.AwsException;
import ai.fourminds.rds.local.fleet.Account;
import ai.fourminds.rds.local.oidc.JsonWebToken;
import ai.fourminds.rds.local.principals.Principal;
import ai.fourminds.rds.local.principals.Principals;
import ai.fourminds.rds.local.principals.Role;
import ai.fourminds.rds.local.principals.WebIdentityTrust;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** An identity pool without unauthenticated access, whose only provider is a user pool. Thread-safe. */
final class IdentityPool {
    private static final String REGION = Account.LOCAL.region();
    private static final String SESSION_NAME = "CognitoIdentityCredentials";
    private static final Duration LIFETIME = Duration.ofHours(1);

    private final Map<String, String> identitiesBySubject = new ConcurrentHashMap<>();
    private final String id;
    private final CognitoPool userPool;
    private final Principals principals;
    private volatile @Nullable String authenticatedRole;

    IdentityPool(CognitoPool userPool, Principals principals) {
        this.id = REGION + ":" + UUID.nameUUIDFromBytes(userPool.userPoolId().getBytes(StandardCharsets.UTF_8));
        this.userPool = userPool;
        this.principals = principals;
    }

    String id() {
        return id;
    }

    /** Sets the ARN of the role for signed-in users; null for none. */
    void authenticatedRole(@Nullable String arn) {
        authenticatedRole = arn;
    }

    /** Returns the operations of the pool's API, by target. */
    Map<String, UnaryOperator<JsonNode>> operations() {
        return Map.of(
                "AWSCognitoIdentityService.GetId", this::getId,
                "AWSCognitoIdentityService.GetCredentialsForIdentity", this::getCredentials);
    }

    /** Returns the identity of a login, which is the same at each login. */
    private JsonNode getId(JsonNode request) {
        String poolId = request.path("IdentityPoolId").asText();
        if (!poolId.equals(id)) {
            throw Refusals.notFound("IdentityPool '" + poolId + "' not found.");
        }
        return JsonNodeFactory.instance.objectNode().put("IdentityId", identity(verify(request.path("Logins"))));
    }

    /** Returns temporary keys of the authenticated role. */
    private JsonNode getCredentials(JsonNode request) {
        String identityId = request.path("IdentityId").asText();
        if (!identitiesBySubject.containsValue(identityId)) {
            throw Refusals.notFound("Identity '" + identityId + "' not found.");
        }
        if (!identityId.equals(identity(verify(request.path("Logins"))))) {
            throw Refusals.notAuthorized("Access to Identity '" + identityId + "' is forbidden.");
        }
        Principal session = principals.openSession(role(identityId), SESSION_NAME, LIFETIME);
        ObjectNode answer = JsonNodeFactory.instance.objectNode().put("IdentityId", identityId);
        answer.putObject("Credentials")
                .put("AccessKeyId", session.accessKeyId())
                .put("SecretKey", session.secretAccessKey())
                .put("SessionToken", session.sessionToken())
                .put("Expiration", (double)
                        Objects.requireNonNull(session.expiresAt()).getEpochSecond());
        return answer;
    }

    private String identity(JsonWebToken token) {
        return identitiesBySubject.computeIfAbsent(token.subject(), subject -> REGION + ":" + UUID.randomUUID());
    }

    private Role role(String identityId) {
        return Optional.ofNullable(authenticatedRole)
                .flatMap(principals::findRole)
                .filter(role -> role.trustsWebIdentity(WebIdentityTrust.COGNITO_IDENTITY, id, identityId))
                .orElseThrow(() -> Refusals.of(
                        "InvalidIdentityPoolConfigurationException",
                        "Invalid identity pool configuration. Check assigned IAM roles for this pool."));
    }

    /** Verifies the {@code Logins} of a request, provider names with their ID tokens, and returns the token. */
    private JsonWebToken verify(JsonNode logins) {
        if (!logins.isObject() || logins.isEmpty()) {
            throw Refusals.notAuthorized("Unauthenticated access is not supported for this identity pool.");
        }
        if (logins.size() != 1 || !logins.has(userPool.providerName())) {
            throw unsupported();
        }
        JsonWebToken token = JsonWebToken.parse(
                        logins.get(userPool.providerName()).asText())
                .orElseThrow(() -> invalid("Not a valid OpenId Connect identity token."));
        demandGood(token);
        if (!token.text("token_use").equals("id")) {
            throw invalid("Not a valid OpenId Connect identity token.");
        }
        if (token.audiences().stream()
                .flatMap(client -> userPool.client(client).stream())
                .noneMatch(CognitoClient::inIdentityPool)) {
            throw unsupported();
        }
        return token;
    }

    private void demandGood(JsonWebToken token) {
        switch (userPool.judge(token)) {
            case OTHER_ISSUER -> throw invalid("Issuer doesn't match providerName");
            case UNKNOWN_KEY, BAD_SIGNATURE -> throw invalid("Couldn't verify signed token.");
            case CLAIM_MISSING ->
                throw invalid("Missing a required claim: "
                        + (token.audiences().isEmpty()
                                ? "aud"
                                : token.expiresAt().isEmpty() ? "exp" : "sub"));
            case EXPIRED ->
                throw invalid(
                        "Token expired: " + token.expiresAt().orElseThrow().getEpochSecond());
            case NOT_YET_VALID -> throw invalid("Token is not yet valid.");
            case GOOD -> {}
        }
    }

    private static AwsException unsupported() {
        return Refusals.notAuthorized("Token is not from a supported provider of this identity pool.");
    }

    private static AwsException invalid(String reason) {
        return Refusals.notAuthorized("Invalid login token. " + reason);
    }
}
