package ai.fourminds.rds.local.cognito;

import ai.fourminds.rds.local.iam.RandomText;
import ai.fourminds.rds.local.principals.Principals;
import ai.fourminds.rds.local.principals.Role;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/** The Cognito of the local account: a user pool, and an identity pool that trusts its ID tokens. Thread-safe. */
public final class CognitoPool {
    private final UserPool userPool;
    private final IdentityPool identityPool;
    private final CognitoUser user;
    private final CognitoClient client;
    private final CognitoClient secretClient;

    /** Adds a first user and first app clients. */
    public CognitoPool(Principals principals, Clock clock) {
        userPool = new UserPool(clock);
        identityPool = new IdentityPool(userPool, principals);
        user = addUser(CognitoUser.named("ann", RandomText.secret(20)).withEmail("ann@example.com"));
        client = addClient(CognitoClient.allowing(AuthFlow.values()));
        secretClient = addClient(CognitoClient.allowing(AuthFlow.values()).withSecret());
    }

    /** Returns the operations of both pools' APIs, by target. */
    public Map<String, UnaryOperator<JsonNode>> operations() {
        Map<String, UnaryOperator<JsonNode>> operations = new HashMap<>(userPool.operations());
        operations.putAll(identityPool.operations());
        return operations;
    }

    public String userPoolId() {
        return userPool.id();
    }

    public String identityPoolId() {
        return identityPool.id();
    }

    /** Returns the user pool's name in the identity pool's {@code Logins}. */
    public String providerName() {
        return userPool.providerName();
    }

    /** Returns a confirmed user with an e-mail address. */
    public CognitoUser user() {
        return user;
    }

    /** Returns an app client without secret that allows every flow. */
    public CognitoClient client() {
        return client;
    }

    /** Returns an app client with a secret that allows every flow. */
    public CognitoClient secretClient() {
        return secretClient;
    }

    /** Adds a user, or changes a known one's password, e-mail address and state; returns it. */
    public CognitoUser addUser(CognitoUser newcomer) {
        userPool.add(newcomer);
        return newcomer;
    }

    /** Adds an app client, or changes a known one; returns it. */
    public CognitoClient addClient(CognitoClient newcomer) {
        userPool.add(newcomer);
        return newcomer;
    }

    /** Sets the role of signed-in users, which must trust the identity pool. */
    public void authenticatedRole(Role role) {
        identityPool.authenticatedRole(role.arn());
    }

    /** Simulates a misconfigured identity pool, without a role for signed-in users. */
    public void withoutAuthenticatedRole() {
        identityPool.authenticatedRole(null);
    }

    /** Revokes all refresh tokens issued so far. */
    public void revokeRefreshTokens() {
        userPool.revokeRefreshTokens();
    }
}
