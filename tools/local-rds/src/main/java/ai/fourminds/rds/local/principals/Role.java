package ai.fourminds.rds.local.principals;

import ai.fourminds.rds.local.fleet.Account;
import ai.fourminds.rds.local.iam.SigV4;
import ai.fourminds.rds.local.oidc.WebIdentityProvider;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An IAM role: its trust policy, and the permissions of its sessions. Immutable.
 *
 * @param policy the permissions of its sessions
 * @param trustedPrincipals the ARNs of users, roles and role sessions that may assume the role, or the account's root
 *     for all
 * @param externalId the external id required to assume it, which a web identity cannot present; null for none
 * @param webIdentity the web identities that may assume it; null for none
 * @param maxSession the longest session, 1 to 12 hours
 */
public record Role(
        String name,
        Policy policy,
        List<String> trustedPrincipals,
        @Nullable String externalId,
        @Nullable WebIdentityTrust webIdentity,
        Duration maxSession) {
    private static final String SESSION_TYPE = ":assumed-role/";
    private static final Duration SHORTEST_LIMIT = Duration.ofHours(1);
    private static final Duration MAX_LIMIT = Duration.ofHours(12);

    public Role {
        if (!name.matches("[\\w+=,.@-]{1,64}")) {
            throw new IllegalArgumentException("a role's name has 1 to 64 characters of A-Z a-z 0-9 _ + = , . @ -");
        }
        if (maxSession.compareTo(SHORTEST_LIMIT) < 0 || maxSession.compareTo(MAX_LIMIT) > 0) {
            throw new IllegalArgumentException("maxSession must be 1 to 12 hours, not " + maxSession);
        }
        trustedPrincipals = List.copyOf(trustedPrincipals);
    }

    /**
     * Returns a role that may describe everything and connect to nothing, for at most an hour, and that trusts no one.
     */
    public static Role named(String name) {
        return new Role(name, Policy.describingAll(), List.of(), null, null, SHORTEST_LIMIT);
    }

    public String arn() {
        return "arn:aws:iam::" + Account.LOCAL.id() + ":role/" + name;
    }

    /** Returns this role without any action of the RDS API; {@link #withAllowed} adds single ones. */
    public Role withoutDescribe() {
        return with(policy.withoutRds());
    }

    /** Returns this role, allowed to connect on these ARNs, such as {@code arn:aws:rds-db:us-east-1:*:dbuser:*}. */
    public Role withConnect(String... resources) {
        return withAllowed(Policy.CONNECT, resources);
    }

    /** Returns this role with {@code action} allowed on these ARNs only; see {@link Principal#withAllowed}. */
    public Role withAllowed(String action, String... resources) {
        return with(policy.with(action, resources));
    }

    private Role with(Policy otherPolicy) {
        return new Role(name, otherPolicy, trustedPrincipals, externalId, webIdentity, maxSession);
    }

    /** Returns this role, which principals with these ARNs may assume. */
    public Role trusting(String... principalArns) {
        return new Role(name, policy, List.of(principalArns), externalId, webIdentity, maxSession);
    }

    public Role withExternalId(String id) {
        return new Role(name, policy, trustedPrincipals, id, webIdentity, maxSession);
    }

    public Role trustingWebIdentity(WebIdentityTrust trust) {
        return new Role(name, policy, trustedPrincipals, externalId, trust, maxSession);
    }

    /**
     * Returns this role, which tokens of the local web identity provider may assume if their subject matches this
     * pattern.
     */
    public Role trustingWebIdentity(String subject) {
        return trustingWebIdentity(
                new WebIdentityTrust(WebIdentityProvider.NAME, WebIdentityProvider.AUDIENCE, subject));
    }

    public Role withMaxSession(Duration longest) {
        return new Role(name, policy, trustedPrincipals, externalId, webIdentity, longest);
    }

    /** Returns the ARN of the role's session of this name. */
    String sessionArn(String sessionName) {
        return "arn:aws:sts::" + Account.LOCAL.id() + SESSION_TYPE + name + "/" + sessionName;
    }

    /** Returns the unique id, derived from the role's ARN. */
    static String uniqueId(String roleArn) {
        String digest = SigV4.sha256(roleArn.getBytes(StandardCharsets.UTF_8));
        return "AROA" + digest.substring(0, 17).toUpperCase(Locale.ROOT);
    }

    /**
     * Whether {@code caller} may assume the role with this external id (null: none). Trusting the account's root means
     * trusting the whole account, since all policies here allow sts:AssumeRole.
     */
    public boolean trusts(Principal caller, @Nullable String presentedExternalId) {
        String root = caller.arn().replaceFirst("^arn:aws:[a-z]+::([0-9]*):.*", "arn:aws:iam::$1:root");
        boolean known = trustedPrincipals.contains(caller.arn())
                || trustedPrincipals.contains(root)
                || ofSession(caller.arn()).filter(trustedPrincipals::contains).isPresent();
        return known && (externalId == null || externalId.equals(presentedExternalId));
    }

    /** Whether a federated identity may assume the role; it cannot present an external id. */
    public boolean trustsWebIdentity(String provider, String audience, String subject) {
        return externalId == null && webIdentity != null && webIdentity.accepts(provider, audience, subject);
    }

    /** Returns the ARN of the role whose session has this ARN. */
    public static Optional<String> ofSession(String arn) {
        int type = arn.indexOf(SESSION_TYPE);
        int lastSlash = arn.lastIndexOf('/');
        int name = type + SESSION_TYPE.length();
        return type < 0 || lastSlash < name
                ? Optional.empty()
                : Optional.of(
                        arn.substring(0, type).replace(":sts:", ":iam:") + ":role/" + arn.substring(name, lastSlash));
    }
}
