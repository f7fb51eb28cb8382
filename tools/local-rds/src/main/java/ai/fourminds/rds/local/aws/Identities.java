package ai.fourminds.rds.local.aws;

import ai.fourminds.rds.local.cognito.UserPool;
import ai.fourminds.rds.local.cognito.identity.IdentityPool;
import ai.fourminds.rds.local.fleet.Account;
import ai.fourminds.rds.local.iam.AccessKeys;
import ai.fourminds.rds.local.iam.Roles;
import ai.fourminds.rds.local.oidc.WebIdentityProvider;
import java.time.Clock;

/** The identities that the local account knows or trusts. Thread-safe. */
public record Identities(
        AccessKeys keys, Roles roles, WebIdentityProvider webIdentities, UserPool userPool, IdentityPool identityPool) {
    /** Returns the identities of an account without users and roles. */
    public static Identities of(Account account, Clock clock) {
        var keys = new AccessKeys();
        var roles = new Roles(keys, clock);
        var userPool = new UserPool(account.region(), "FourMinds", clock);
        var identityPool = new IdentityPool(account.region(), userPool, roles);
        return new Identities(keys, roles, new WebIdentityProvider(clock), userPool, identityPool);
    }
}
