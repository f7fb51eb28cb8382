package ai.fourminds.rds.cli.local;

import java.util.List;
import java.util.Map;

/**
 * What a local RDS runs, and its ports on loopback. A port of 0 is any free one.
 *
 * @param engines the engines of its instances, as in {@link #ENGINES}
 * @param clusters the engines of its clusters
 * @param awsPort port of the AWS operations
 * @param ports ports of instances, by identifier
 */
public record LocalPlan(List<String> engines, List<String> clusters, int awsPort, Map<String, Integer> ports) {
    public static final String POSTGRESQL = "postgresql";
    /** The engines whose databases a local RDS can run. */
    public static final List<String> ENGINES = List.of(POSTGRESQL, "mariadb", "mysql");
    /** The instances of every engine, and no cluster. */
    public static final LocalPlan ALL = new LocalPlan(ENGINES, List.of(), 0, Map.of());
}
