package ai.fourminds.rds.local.fleet;

import java.time.Instant;

/**
 * A proxy as RDS describes it. Immutable.
 *
 * @param engineFamily {@code POSTGRESQL} or {@code MYSQL}
 * @param iamAuthentication whether clients must use tokens; otherwise they must not
 */
public record DbProxy(String name, String engineFamily, boolean iamAuthentication, String status, Instant created) {
    /** Returns {@code prx-} and digits, derived from the name. */
    public String resourceId() {
        return ResourceId.hexadecimal("prx-", name);
    }

    /** Returns this proxy with another status. */
    public DbProxy in(String otherStatus) {
        return new DbProxy(name, engineFamily, iamAuthentication, otherStatus, created);
    }

    /** Returns this proxy with IAM authentication switched off. */
    public DbProxy withoutIamAuthentication() {
        return new DbProxy(name, engineFamily, false, status, created);
    }
}
