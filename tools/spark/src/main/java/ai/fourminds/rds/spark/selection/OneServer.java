package ai.fourminds.rds.spark.selection;

import ai.fourminds.rds.RdsFleet;
import ai.fourminds.rds.fleet.RdsCluster;
import ai.fourminds.rds.fleet.RdsInstance;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;

/**
 * Chooses the server that all tasks read. A cluster's reader endpoint leads each connection to another reader, but a
 * snapshot belongs to one server, so the job chooses a reader for its tasks. Stateless.
 */
public final class OneServer {

    private OneServer() {}

    /**
     * Returns the reference, or a single reader if the reference leads to several.
     *
     * @param target the description of the reference
     */
    public static String of(RdsFleet fleet, String reference, RdsInstance target) throws SQLException, ExportFault {
        if (reference.toLowerCase(Locale.ROOT).contains(".cluster-custom-")) {
            throw new ExportFault(
                    "The custom endpoint '" + reference + "' leads each task to another server.",
                    "Name one of its instances, or the cluster with --target reader.");
        }
        if (target.endpoint() == null || !target.endpoint().host().contains(".cluster-ro-")) {
            return reference;
        }
        List<String> readers = fleet.clusters().stream()
                .filter(cluster -> cluster.id().equals(target.cluster()))
                .flatMap(cluster -> cluster.members().stream())
                .filter(member -> member.role() == RdsCluster.Role.READER)
                .map(RdsCluster.Member::id)
                .toList();
        for (String reader : readers) {
            if (fleet.instance(reader).status().equals("available")) {
                return reader;
            }
        }
        throw new ExportFault(
                "No reader of the cluster '" + target.id()
                        + "' is known to be available, and its reader endpoint leads each task to another server.",
                "Name one of its instances ('fourminds-rds instances' lists them), or allow rds:DescribeDBClusters.");
    }
}
