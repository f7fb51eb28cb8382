package ai.fourminds.rds.internal.failure;

import ai.fourminds.rds.fleet.RdsInstance;
import ai.fourminds.rds.plugin.Endpoint;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.regions.PartitionMetadata;
import software.amazon.awssdk.regions.Region;

/**
 * The facts about a connect that failed.
 *
 * @param instance the instance
 * @param endpoint its real endpoint, which the token was signed for
 * @param dial the address dialled; the same unless through a tunnel
 * @param user the database user
 * @param database the database asked for, or null for the engine's usual one
 * @param userStatements what sets the user up for IAM authentication on this engine
 */
public record ConnectFacts(
        RdsInstance instance,
        Endpoint endpoint,
        Endpoint dial,
        String user,
        @Nullable String database,
        List<String> userStatements) {

    /** Copies the statements. */
    public ConnectFacts {
        userStatements = List.copyOf(userStatements);
    }

    String id() {
        return instance.id();
    }

    boolean tunnelled() {
        // A custom endpoint of a cluster is dialled as it is; no token can be signed for it.
        return !dial.equals(endpoint) && !dial.host().contains(".cluster-custom-");
    }

    /** {@code Dialled 127.0.0.1:5433 for host:5432, user u, region r.} */
    String summary() {
        return (tunnelled() ? "Dialled " + dial + " in place of " + endpoint : "Endpoint " + endpoint) + ", user "
                + user + ", region " + instance.region()
                + (instance.available() ? "." : ", instance status '" + instance.status() + "'.");
    }

    /**
     * The resource that an {@code rds-db:connect} policy must name; a placeholder where discovery was skipped.
     *
     * @param caller the caller's ARN: an instance that takes its tokens is of the same account
     */
    String connectResource(Optional<String> caller) {
        String[] arn = instance.arn().split(":", -1);
        String partition = arn.length > 4
                ? arn[1]
                : PartitionMetadata.of(Region.of(instance.region())).id();
        String account = arn.length > 4
                ? arn[4]
                : caller.map(own -> own.split(":", -1)[4]).orElse("<account>");
        String resource = instance.resourceId().isEmpty() ? "<resource id>" : instance.resourceId();
        return "arn:" + partition + ":rds-db:" + instance.region() + ":" + account + ":dbuser:" + resource + "/"
                + RdsInstance.inPolicy(user);
    }
}
