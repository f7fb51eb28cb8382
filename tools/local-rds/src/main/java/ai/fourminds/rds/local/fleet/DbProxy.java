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

    /** Returns this proxy in another state. */
    public DbProxy as(String otherStatus, boolean iam) {
        return new DbProxy(name, engineFamily, iam, otherStatus, created);
    }
}
