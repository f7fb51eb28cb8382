package ai.fourminds.rds.local.iam;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A role: its trust policy, the longest session, and the permissions of its sessions. Immutable. */
public record AssumableRole(
        String arn,
        Policy policy,
        List<String> trustedPrincipals,
        @Nullable String externalId,
        @Nullable WebIdentityTrust webIdentity,
        Duration maxSession) {
    private static final String SESSION_TYPE = ":assumed-role/";

    public AssumableRole {
        trustedPrincipals = List.copyOf(trustedPrincipals);
    }

    /** Returns the unique id, derived from the role's ARN. */
    static String uniqueId(String roleArn) {
        String digest = SigV4.sha256(roleArn.getBytes(StandardCharsets.UTF_8));
        return "AROA" + digest.substring(0, 17).toUpperCase(Locale.ROOT);
    }

    String sessionArn(String sessionName) {
        return sessionArns() + sessionName;
    }

    /** Returns the prefix of all sessions' ARNs. */
    String sessionArns() {
        return arn.replace(":iam:", ":sts:").replace(":role/", SESSION_TYPE) + "/";
    }

    /** Whether {@code caller} may assume the role with this external id (null: none). */
    public boolean trusts(AccessKey caller, @Nullable String presentedExternalId) {
        boolean known = trustedPrincipals.contains(caller.arn())
                || trustedPrincipals.contains(accountRoot(caller.arn()))
                || roleOfSession(caller.arn())
                        .filter(trustedPrincipals::contains)
                        .isPresent();
        return known && (externalId == null || externalId.equals(presentedExternalId));
    }

    /**
     * Returns the root's ARN. Trusting it means trusting the whole account, since all policies here allow
     * sts:AssumeRole.
     */
    private static String accountRoot(String arn) {
        String[] parts = arn.split(":", -1);
        return parts.length < 5 ? "" : "arn:aws:iam::" + parts[4] + ":root";
    }

    /** Whether a federated identity may assume the role; it cannot present an external id. */
    public boolean trustsWebIdentity(String provider, String audience, String subject) {
        return externalId == null && webIdentity != null && webIdentity.accepts(provider, audience, subject);
    }

    /** Returns the ARN of the role whose session has this ARN. */
    public static Optional<String> roleOfSession(String arn) {
        int type = arn.indexOf(SESSION_TYPE);
        int lastSlash = arn.lastIndexOf('/');
        int name = type + SESSION_TYPE.length();
        if (type < 0 || lastSlash < name) {
            return Optional.empty();
        }
        return Optional.of(
                arn.substring(0, type).replace(":sts:", ":iam:") + ":role/" + arn.substring(name, lastSlash));
    }
}
