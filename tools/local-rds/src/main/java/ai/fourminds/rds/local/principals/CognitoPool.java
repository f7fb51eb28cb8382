package ai.fourminds.rds.local.principals;

import ai.fourminds.rds.local.cognito.AuthFlow;
import ai.fourminds.rds.local.cognito.CognitoClient;
import ai.fourminds.rds.local.cognito.CognitoUser;
import ai.fourminds.rds.local.cognito.UserPool;
import ai.fourminds.rds.local.cognito.identity.IdentityPool;
import ai.fourminds.rds.local.iam.RandomText;

/** The local account's Cognito: a user pool, and an identity pool that trusts its ID tokens. Thread-safe. */
public final class CognitoPool {
    private final UserPool userPool;
    private final IdentityPool identityPool;
    private final CognitoUser user;
    private final CognitoClient client;
    private final CognitoClient secretClient;

    /** Both with a first user and first clients. */
    public CognitoPool(UserPool userPool, IdentityPool identityPool) {
        this.userPool = userPool;
        this.identityPool = identityPool;
        user = addUser(CognitoUser.named("ann", RandomText.secret(20)).withEmail("ann@example.com"));
        client = addClient(CognitoClient.allowing(AuthFlow.values()));
        secretClient = addClient(CognitoClient.allowing(AuthFlow.values()).withSecret());
    }

    public String userPoolId() {
        return userPool.id();
    }

    public String identityPoolId() {
        return identityPool.id();
    }

    /** What the identity pool's {@code Logins} call the user pool. */
    public String providerName() {
        return userPool.providerName();
    }

    /** A confirmed user with an e-mail address. */
    public CognitoUser user() {
        return user;
    }

    /** An app client without a secret that allows every flow. */
    public CognitoClient client() {
        return client;
    }

    /** An app client with a secret that allows every flow. */
    public CognitoClient secretClient() {
        return secretClient;
    }

    /** Makes a user known, or changes a known one's password, e-mail and state; returns it. */
    public CognitoUser addUser(CognitoUser newcomer) {
        userPool.add(newcomer);
        return newcomer;
    }

    /** Makes an app client known, or changes a known one; returns it. */
    public CognitoClient addClient(CognitoClient newcomer) {
        userPool.add(newcomer);
        return newcomer;
    }

    /** From now on signed-in users get this role, which has to trust the identity pool. */
    public void authenticatedRole(Role role) {
        identityPool.authenticatedRole(role.arn());
    }

    /** From now on the identity pool is badly configured: it has no role for signed-in users. */
    public void withoutAuthenticatedRole() {
        identityPool.authenticatedRole(null);
    }

    /** All refresh tokens given out so far are worthless from now on. */
    public void revokeRefreshTokens() {
        userPool.revokeRefreshTokens();
    }
}
