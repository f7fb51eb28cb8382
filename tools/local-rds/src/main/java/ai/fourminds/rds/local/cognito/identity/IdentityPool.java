package ai.fourminds.rds.local.cognito.identity;

import ai.fourminds.rds.local.cognito.CognitoException;
import ai.fourminds.rds.local.cognito.JsonOperation;
import ai.fourminds.rds.local.cognito.UserPool;
import ai.fourminds.rds.local.iam.AccessKey;
import ai.fourminds.rds.local.iam.AssumableRole;
import ai.fourminds.rds.local.iam.Roles;
import ai.fourminds.rds.local.iam.WebIdentityTrust;
import ai.fourminds.rds.local.oidc.JsonWebToken;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** An identity pool without unauthenticated access, whose only provider is a user pool. Thread-safe. */
public final class IdentityPool {
    private static final String SESSION_NAME = "CognitoIdentityCredentials";
    private static final Duration LIFETIME = Duration.ofHours(1);

    private final Map<String, String> identitiesBySubject = new ConcurrentHashMap<>();
    private final String id;
    private final String region;
    private final Logins logins;
    private final Roles roles;
    private volatile @Nullable String authenticatedRole;

    public IdentityPool(String region, UserPool userPool, Roles roles) {
        this.region = region;
        this.id = region + ":" + UUID.nameUUIDFromBytes(userPool.id().getBytes(StandardCharsets.UTF_8));
        this.logins = new Logins(userPool);
        this.roles = roles;
    }

    public String id() {
        return id;
    }

    /** Sets the ARN of the role for signed-in users; null for none. */
    public void authenticatedRole(@Nullable String arn) {
        authenticatedRole = arn;
    }

    /** Returns the operations of the pool's API. */
    public List<JsonOperation> operations() {
        return List.of(new GetId(this), new GetCredentialsForIdentity(this));
    }

    /** Returns the identity of a login, which is the same at each login. */
    String identity(JsonNode presented) {
        return identity(logins.verify(presented));
    }

    AccessKey credentials(String identityId, JsonNode presented) {
        if (!identitiesBySubject.containsValue(identityId)) {
            throw CognitoException.notFound("Identity '" + identityId + "' not found.");
        }
        JsonWebToken token = logins.verify(presented);
        if (!identityId.equals(identity(token))) {
            throw CognitoException.notAuthorized("Access to Identity '" + identityId + "' is forbidden.");
        }
        return roles.openSession(role(identityId), SESSION_NAME, LIFETIME);
    }

    private String identity(JsonWebToken token) {
        return identitiesBySubject.computeIfAbsent(token.subject(), subject -> region + ":" + UUID.randomUUID());
    }

    private AssumableRole role(String identityId) {
        String arn = authenticatedRole;
        if (arn == null) {
            throw CognitoException.invalidIdentityPool();
        }
        return roles.find(arn)
                .filter(role -> role.trustsWebIdentity(WebIdentityTrust.COGNITO_IDENTITY, id, identityId))
                .orElseThrow(CognitoException::invalidIdentityPool);
    }
}
