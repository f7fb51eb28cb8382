package ai.fourminds.rds.local.aws;

import ai.fourminds.rds.local.cognito.CognitoPool;
import ai.fourminds.rds.local.oidc.WebIdentityProvider;
import ai.fourminds.rds.local.principals.Principal;
import ai.fourminds.rds.local.principals.Principals;
import ai.fourminds.rds.local.principals.Role;
import ai.fourminds.rds.local.principals.WebIdentityTrust;
import java.time.Clock;

/**
 * The identities that the local account knows or trusts. Thread-safe.
 *
 * @param developer may describe everything and connect as the IAM users
 */
public record Identities(
        Principals principals, WebIdentityProvider webIdentities, CognitoPool cognito, Principal developer) {
    /** Returns the identities of a new account: one principal, and the role of Cognito's users, who may connect, too. */
    public static Identities of(Clock clock) {
        var principals = new Principals(clock);
        var cognito = new CognitoPool(principals, clock);
        Principal developer = Principal.user("local-developer")
                .withConnectAs("fourminds_iam_user", "fourminds_iam_admin")
                .withAllowed("rds:*over*Cluster", "*");
        principals.add(developer);
        Role role = Role.named("cognito-authenticated")
                .withConnect(developer.connectResources().toArray(String[]::new))
                .trustingWebIdentity(WebIdentityTrust.identityPool(cognito.identityPoolId()));
        principals.add(role);
        cognito.authenticatedRole(role);
        return new Identities(principals, new WebIdentityProvider(clock), cognito, developer);
    }
}
