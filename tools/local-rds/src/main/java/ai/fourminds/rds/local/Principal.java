package ai.fourminds.rds.local;

import ai.fourminds.rds.local.iam.RandomText;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Someone with an access key and what IAM lets them do. Immutable; never prints its secrets.
 *
 * @param sessionToken what must accompany the key where it is temporary
 * @param expiresAt when a temporary key ends
 * @param mayDescribe whether {@code rds:DescribeDBInstances} is allowed
 * @param connectResources the ARNs, wildcards allowed, that {@code rds-db:connect} is allowed on
 */
public record Principal(
        String arn,
        String accessKeyId,
        String secretAccessKey,
        @Nullable String sessionToken,
        @Nullable Instant expiresAt,
        boolean mayDescribe,
        List<String> connectResources) {
    public Principal {
        connectResources = List.copyOf(connectResources);
    }

    /** An IAM user with a new long-lived key that may describe everything and connect to nothing. */
    public static Principal user(String name) {
        String arn = "arn:aws:iam::" + LocalRds.ACCOUNT.id() + ":user/" + name;
        return new Principal(arn, RandomText.accessKeyId("AKIA"), RandomText.secret(40), null, null, true, List.of());
    }

    /** A role's session with a new temporary key that may describe everything and connect to nothing. */
    public static Principal session(String role, String sessionName, Instant expiresAt) {
        String arn = "arn:aws:sts::%s:assumed-role/%s/%s".formatted(LocalRds.ACCOUNT.id(), role, sessionName);
        return new Principal(
                arn,
                RandomText.accessKeyId("ASIA"),
                RandomText.secret(40),
                RandomText.secret(360),
                expiresAt,
                true,
                List.of());
    }

    public Principal withoutDescribe() {
        return new Principal(arn, accessKeyId, secretAccessKey, sessionToken, expiresAt, false, connectResources);
    }

    /** The same, but allowed to connect on these ARNs, such as {@code arn:aws:rds-db:us-east-1:*:dbuser:*}. */
    public Principal withConnect(String... resources) {
        return new Principal(
                arn, accessKeyId, secretAccessKey, sessionToken, expiresAt, mayDescribe, List.of(resources));
    }

    @Override
    public String toString() {
        return "Principal[" + arn + ", " + accessKeyId + "]";
    }
}
