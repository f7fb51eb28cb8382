package ai.fourminds.rds.local.fleet;

import java.time.Instant;

/**
 * What RDS tells about one proxy. Immutable.
 *
 * @param engineFamily {@code POSTGRESQL} or {@code MYSQL}
 * @param iamAuthentication whether clients must come with tokens; else none may
 */
public record DbProxy(String name, String engineFamily, boolean iamAuthentication, String status, Instant created) {
    /** {@code prx-} and digits that depend on nothing but the name. */
    public String resourceId() {
        return ResourceId.hexadecimal("prx-", name);
    }

    /** The same proxy in another state. */
    public DbProxy in(String otherStatus) {
        return new DbProxy(name, engineFamily, iamAuthentication, otherStatus, created);
    }

    /** The same proxy with IAM authentication switched off. */
    public DbProxy withoutIamAuthentication() {
        return new DbProxy(name, engineFamily, false, status, created);
    }
}
