package ai.fourminds.rds.local.iam.token;

import java.util.List;

/**
 * Where a database is announced to be, and the id that IAM policies know it by. Immutable.
 *
 * @param hosts the names that a token may be made for
 */
public record DatabaseAddress(
        List<String> hosts, int port, String region, String accountId, String resourceId, boolean iamAuthentication) {

    public DatabaseAddress {
        hosts = List.copyOf(hosts);
    }

    /** A proxy asks and refuses in other words than a database. */
    public boolean isProxy() {
        return resourceId.startsWith("prx-");
    }

    /** The ARN that {@code rds-db:connect} must be allowed on for {@code user}. */
    public String connectResource(String user) {
        return "arn:aws:rds-db:%s:%s:dbuser:%s/%s".formatted(region, accountId, resourceId, user);
    }
}
