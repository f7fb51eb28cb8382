package ai.fourminds.rds.local.aws;

import ai.fourminds.rds.local.cognito.IdentityPool;
import ai.fourminds.rds.local.cognito.UserPool;
import ai.fourminds.rds.local.fleet.Account;
import ai.fourminds.rds.local.oidc.WebIdentityProvider;
import ai.fourminds.rds.local.principals.Principals;
import java.time.Clock;

/** The identities that the local account knows or trusts. Thread-safe. */
public record Identities(
        Principals principals, WebIdentityProvider webIdentities, UserPool userPool, IdentityPool identityPool) {
    /** Returns the identities of an account without users and roles. */
    public static Identities of(Clock clock) {
        var principals = new Principals(clock);
        var userPool = new UserPool(Account.LOCAL.region(), "FourMinds", clock);
        var identityPool = new IdentityPool(Account.LOCAL.region(), userPool, principals);
        return new Identities(principals, new WebIdentityProvider(clock), userPool, identityPool);
    }
}
