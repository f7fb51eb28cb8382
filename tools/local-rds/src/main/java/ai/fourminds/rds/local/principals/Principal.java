package ai.fourminds.rds.local.principals;

import ai.fourminds.rds.local.fleet.Account;
import ai.fourminds.rds.local.iam.AccessKey;
import ai.fourminds.rds.local.iam.Policy;
import ai.fourminds.rds.local.iam.RandomText;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Someone with an access key and what IAM lets them do. Immutable; never prints its secrets.
 *
 * @param sessionToken what must accompany the key where it is temporary
 * @param expiresAt when a temporary key ends
 * @param policy what is allowed
 */
public record Principal(
        String arn,
        String accessKeyId,
        String secretAccessKey,
        @Nullable String sessionToken,
        @Nullable Instant expiresAt,
        Policy policy) {

    /** An IAM user with a new long-lived key that may describe everything and connect to nothing. */
    public static Principal user(String name) {
        String arn = "arn:aws:iam::" + Account.LOCAL.id() + ":user/" + name;
        return new Principal(
                arn, RandomText.accessKeyId("AKIA"), RandomText.secret(40), null, null, Policy.describingAll());
    }

    /** A role's session with a new temporary key that may describe everything and connect to nothing. */
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

    /** The same without any action of the RDS API; {@link #withAllowed} gives some of them back. */
    public Principal withoutDescribe() {
        return with(policy.withoutRds());
    }

    /** The same, but allowed to connect on these ARNs, such as {@code arn:aws:rds-db:us-east-1:*:dbuser:*}. */
    public Principal withConnect(String... resources) {
        return withAllowed(Policy.CONNECT, resources);
    }

    /** The same, but allowed to connect everywhere as these database users. */
    public Principal withConnectAs(String... users) {
        return withConnect(Stream.of(users)
                .map(user -> "arn:aws:rds-db:*:" + Account.LOCAL.id() + ":dbuser:*/" + user)
                .toArray(String[]::new));
    }

    /**
     * The same, but with {@code action} allowed on these ARNs and on no others; wildcards allowed in both. A listing asks for
     * the ARN that ends in an asterisk, such as {@code arn:aws:rds:us-east-1:123456789012:db:*}.
     */
    public Principal withAllowed(String action, String... resources) {
        return with(policy.with(action, resources));
    }

    /** The ARNs, wildcards allowed, that {@code rds-db:connect} is allowed on. */
    public List<String> connectResources() {
        return policy.connectResources();
    }

    public AccessKey accessKey() {
        return new AccessKey(arn, accessKeyId, secretAccessKey, sessionToken, expiresAt, policy);
    }

    private Principal with(Policy otherPolicy) {
        return new Principal(arn, accessKeyId, secretAccessKey, sessionToken, expiresAt, otherPolicy);
    }

    @Override
    public String toString() {
        return "Principal[" + arn + ", " + accessKeyId + "]";
    }
}
