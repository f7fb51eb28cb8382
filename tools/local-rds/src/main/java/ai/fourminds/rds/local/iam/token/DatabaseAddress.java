package ai.fourminds.rds.local.iam.token;

import ai.fourminds.rds.local.fleet.Account;
import java.util.List;

/**
 * The announced address of a database, and its id in IAM policies. Immutable.
 *
 * @param hosts the host names that tokens may contain
 */
public record DatabaseAddress(List<String> hosts, int port, String resourceId, boolean iamAuthentication) {

    public DatabaseAddress {
        hosts = List.copyOf(hosts);
    }

    /** Whether it is a proxy, whose prompts and refusals differ from a database's. */
    public boolean isProxy() {
        return resourceId.startsWith("prx-");
    }

    /** Returns the ARN on which {@code user} needs {@code rds-db:connect}. */
    public String connectResource(String user) {
        return "arn:aws:rds-db:%s:%s:dbuser:%s/%s"
                .formatted(Account.LOCAL.region(), Account.LOCAL.id(), resourceId, user);
    }
}
