package ai.fourminds.rds.local.principals;

import ai.fourminds.rds.local.fleet.Account;
import ai.fourminds.rds.local.iam.AssumableRole;
import ai.fourminds.rds.local.iam.Policy;
import ai.fourminds.rds.local.iam.WebIdentityTrust;
import ai.fourminds.rds.local.oidc.WebIdentityProvider;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An IAM role: who may take it on, and what its sessions may do. Immutable.
 *
 * @param policy what its sessions may do
 * @param trustedPrincipals the ARNs of the users, roles and role sessions that may assume the role, or the account's root for all
 * @param externalId what must be presented to assume it; a web identity never can
 * @param webIdentity whose web identity may assume it
 * @param maxSession the longest session, 1 to 12 hours
 */
public record Role(
        String name,
        Policy policy,
        List<String> trustedPrincipals,
        @Nullable String externalId,
        @Nullable WebIdentityTrust webIdentity,
        Duration maxSession) {
    private static final Duration SHORTEST_LIMIT = Duration.ofHours(1);
    private static final Duration LONGEST_LIMIT = Duration.ofHours(12);

    public Role {
        if (!name.matches("[\\w+=,.@-]{1,64}")) {
            throw new IllegalArgumentException("a role's name has 1 to 64 characters of A-Z a-z 0-9 _ + = , . @ -");
        }
        if (maxSession.compareTo(SHORTEST_LIMIT) < 0 || maxSession.compareTo(LONGEST_LIMIT) > 0) {
            throw new IllegalArgumentException("maxSession must be 1 to 12 hours, not " + maxSession);
        }
        trustedPrincipals = List.copyOf(trustedPrincipals);
    }

    /** A role that may describe everything and connect to nothing, for an hour at most, and that trusts no one. */
    public static Role named(String name) {
        return new Role(name, Policy.describingAll(), List.of(), null, null, SHORTEST_LIMIT);
    }

    public String arn() {
        return "arn:aws:iam::" + Account.LOCAL.id() + ":role/" + name;
    }

    /** The same without any action of the RDS API; {@link #withAllowed} gives some of them back. */
    public Role withoutDescribe() {
        return with(policy.withoutRds());
    }

    /** The same, but allowed to connect on these ARNs, such as {@code arn:aws:rds-db:us-east-1:*:dbuser:*}. */
    public Role withConnect(String... resources) {
        return withAllowed(Policy.CONNECT, resources);
    }

    /** The same, but with {@code action} allowed on these ARNs and on no others; see {@link Principal#withAllowed}. */
    public Role withAllowed(String action, String... resources) {
        return with(policy.with(action, resources));
    }

    private Role with(Policy otherPolicy) {
        return new Role(name, otherPolicy, trustedPrincipals, externalId, webIdentity, maxSession);
    }

    /** The same, but to be assumed by those with these ARNs. */
    public Role trusting(String... principalArns) {
        return new Role(name, policy, List.of(principalArns), externalId, webIdentity, maxSession);
    }

    public Role withExternalId(String id) {
        return new Role(name, policy, trustedPrincipals, id, webIdentity, maxSession);
    }

    public Role trustingWebIdentity(WebIdentityTrust trust) {
        return new Role(name, policy, trustedPrincipals, externalId, trust, maxSession);
    }

    /** The same, but to be assumed with tokens of the local web identity provider whose subject is like this one. */
    public Role trustingWebIdentity(String subject) {
        return trustingWebIdentity(
                new WebIdentityTrust(WebIdentityProvider.NAME, WebIdentityProvider.AUDIENCE, subject));
    }

    public Role withMaxSession(Duration longest) {
        return new Role(name, policy, trustedPrincipals, externalId, webIdentity, longest);
    }

    public AssumableRole assumable() {
        return new AssumableRole(arn(), policy, trustedPrincipals, externalId, webIdentity, maxSession);
    }
}
