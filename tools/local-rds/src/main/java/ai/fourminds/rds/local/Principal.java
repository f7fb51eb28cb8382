package ai.fourminds.rds.local;

import java.security.SecureRandom;
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
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String KEY_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final String SECRET_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

    public Principal {
        connectResources = List.copyOf(connectResources);
    }

    /** An IAM user with a new long-lived key that may describe everything and connect to nothing. */
    public static Principal user(String name) {
        String arn = "arn:aws:iam::" + LocalRds.ACCOUNT.id() + ":user/" + name;
        return new Principal(
                arn, "AKIA" + random(KEY_LETTERS, 16), random(SECRET_LETTERS, 40), null, null, true, List.of());
    }

    /** A role's session with a new temporary key that may describe everything and connect to nothing. */
    public static Principal session(String role, String sessionName, Instant expiresAt) {
        String arn = "arn:aws:sts::%s:assumed-role/%s/%s".formatted(LocalRds.ACCOUNT.id(), role, sessionName);
        return new Principal(
                arn,
                "ASIA" + random(KEY_LETTERS, 16),
                random(SECRET_LETTERS, 40),
                random(SECRET_LETTERS, 360),
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

    private static String random(String letters, int length) {
        return RANDOM.ints(length, 0, letters.length())
                .collect(StringBuilder::new, (text, i) -> text.append(letters.charAt(i)), StringBuilder::append)
                .toString();
    }

    @Override
    public String toString() {
        return "Principal[" + arn + ", " + accessKeyId + "]";
    }
}
