package ai.fourminds.rds.internal.failure;

import ai.fourminds.rds.fleet.RdsInstance;
import ai.fourminds.rds.plugin.Endpoint;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.regions.PartitionMetadata;
import software.amazon.awssdk.regions.Region;

/**
 * The known facts about a failed connect.
 *
 * @param endpoint its real endpoint, for which the token was signed
 * @param dial the dialled address; differs from {@code endpoint} only through a tunnel
 * @param database the requested database, or null for the engine's default
 * @param userStatements the statements that set the user up for IAM authentication
 */
public record ConnectFacts(
        RdsInstance instance,
        Endpoint endpoint,
        Endpoint dial,
        String user,
        @Nullable String database,
        List<String> userStatements) {

    public ConnectFacts {
        userStatements = List.copyOf(userStatements);
    }

    String id() {
        return instance.id();
    }

    boolean tunnelled() {
        // A custom endpoint of a cluster is dialled directly, but no token can be signed for it.
        return !dial.equals(endpoint) && !dial.host().contains(".cluster-custom-");
    }

    /** {@code Dialled 127.0.0.1:5433 for host:5432, user u, region r.} */
    String summary() {
        return (tunnelled() ? "Dialled " + dial + " in place of " + endpoint : "Endpoint " + endpoint) + ", user "
                + user + ", region " + instance.region()
                + (instance.available() ? "." : ", instance status '" + instance.status() + "'.");
    }

    /** @param caller the caller's ARN; used if RDS did not describe the instance, which is in the caller's account */
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
