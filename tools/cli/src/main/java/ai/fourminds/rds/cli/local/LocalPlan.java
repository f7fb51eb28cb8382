package ai.fourminds.rds.cli.local;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * What a local RDS runs, and its ports on loopback. A port of 0 is any free one.
 *
 * @param engines the engines of its instances
 * @param clusters the engines of its clusters
 * @param awsPort port of the AWS operations
 * @param databasePort port of the first instance
 * @param instancePorts ports of other instances, by identifier
 */
public record LocalPlan(
        Set<LocalEngine> engines,
        Set<LocalEngine> clusters,
        int awsPort,
        int databasePort,
        Map<String, Integer> instancePorts) {
    /** The instances of every engine, and no cluster. */
    public static final LocalPlan ALL = new LocalPlan(EnumSet.allOf(LocalEngine.class), Set.of(), 0, 0, Map.of());
}
