package ai.fourminds.rds.local.principals;

import ai.fourminds.rds.local.fleet.Account;
import ai.fourminds.rds.local.iam.RandomText;
import ai.fourminds.rds.local.iam.SigV4;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A principal with an access key and permissions. Immutable; never prints its secrets.
 *
 * @param sessionToken the token that a temporary key requires, else null
 * @param expiresAt when a temporary key expires
 * @param policy the principal's permissions
 */
public record Principal(
        String arn,
        String accessKeyId,
        String secretAccessKey,
        @Nullable String sessionToken,
        @Nullable Instant expiresAt,
        Policy policy) {

    /** Returns an IAM user with a new long-lived key, who may describe everything and connect to nothing. */
    public static Principal user(String name) {
        String arn = "arn:aws:iam::" + Account.LOCAL.id() + ":user/" + name;
        return new Principal(
                arn, RandomText.accessKeyId("AKIA"), RandomText.secret(40), null, null, Policy.describingAll());
    }

    /** Returns a role's session with a new temporary key, which may describe everything and connect to nothing. */
    public static Principal session(String role, String sessionName, Instant expiresAt) {
        String arn = "arn:aws:sts::%s:assumed-role/%s/%s".formatted(Account.LOCAL.id(), role, sessionName);
        return new Principal(
                arn,
                RandomText.accessKeyId("ASIA"),
                RandomText.secret(40),
                RandomText.secret(360),
                expiresAt,
                Policy.describingAll());
    }

    /** Returns this principal without any action of the RDS API; {@link #withAllowed} adds single ones. */
    public Principal withoutDescribe() {
        return with(policy.withoutRds());
    }

    /**
     * Returns this principal, allowed to connect on these ARNs, such as {@code arn:aws:rds-db:us-east-1:*:dbuser:*}.
     */
    public Principal withConnect(String... resources) {
        return withAllowed(Policy.CONNECT, resources);
    }

    /** Returns this principal, allowed to connect to all databases as these database users. */
    public Principal withConnectAs(String... users) {
        return withConnect(Stream.of(users)
                .map(user -> "arn:aws:rds-db:*:" + Account.LOCAL.id() + ":dbuser:*/" + user)
                .toArray(String[]::new));
    }

    /**
     * Returns this principal with {@code action} allowed on these ARNs only; wildcards allowed in both. A listing
     * without a name needs the ARN that ends in an asterisk, such as {@code arn:aws:rds:us-east-1:123456789012:db:*}.
     */
    public Principal withAllowed(String action, String... resources) {
        return with(policy.with(action, resources));
    }

    /** Returns the ARNs, wildcards allowed, on which {@code rds-db:connect} is allowed. */
    public List<String> connectResources() {
        return policy.connectResources();
    }

    /** Returns the unique id of the user, or of the role followed by the session's name. */
    public String userId() {
        return Role.ofSession(arn)
                .map(role -> Role.uniqueId(role) + ":" + arn.substring(arn.lastIndexOf('/') + 1))
                .orElseGet(() -> "AIDA" + accessKeyId.substring(Math.min(4, accessKeyId.length())));
    }

    public boolean expiredAt(Instant now) {
        return expiresAt != null && !now.isBefore(expiresAt);
    }

    /** Whether {@code presented} (null: none) is this key's session token. */
    public boolean acceptsSessionToken(@Nullable String presented) {
        if (sessionToken == null || presented == null) {
            return sessionToken == null && presented == null;
        }
        return SigV4.sameText(sessionToken, presented);
    }

    public boolean may(String action, String resourceArn) {
        return policy.allows(action, resourceArn);
    }

    Principal with(Policy otherPolicy) {
        return new Principal(arn, accessKeyId, secretAccessKey, sessionToken, expiresAt, otherPolicy);
    }

    @Override
    public String toString() {
        return "Principal[" + arn + ", " + accessKeyId + "]";
    }
}
