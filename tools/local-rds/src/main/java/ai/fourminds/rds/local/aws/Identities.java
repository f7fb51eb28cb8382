package ai.fourminds.rds.local.aws;

import ai.fourminds.rds.local.cognito.IdentityPool;
import ai.fourminds.rds.local.cognito.UserPool;
import ai.fourminds.rds.local.iam.AccessKeys;
import ai.fourminds.rds.local.iam.Roles;
import ai.fourminds.rds.local.oidc.WebIdentityProvider;

/** Everyone that the local account knows or trusts, and by what. Thread-safe. */
public record Identities(
        AccessKeys keys,
        Roles roles,
        WebIdentityProvider webIdentities,
        UserPool userPool,
        IdentityPool identityPool) {}
