package ai.fourminds.rds.cli.local;

import java.util.Map;
import java.util.stream.IntStream;

/**
 * The ports of a local RDS on loopback.
 *
 * @param aws port of the AWS operations, 0 for any free port
 * @param database port of the database gateway, 0 for any free port
 * @param instances ports of other instances, by identifier
 */
public record LocalPorts(int aws, int database, Map<String, Integer> instances) {
    private static final int HIGHEST = 65_535;

    public static final LocalPorts ANY = new LocalPorts(0, 0, Map.of());

    /** Refuses numbers that are not ports. */
    public LocalPorts {
        instances = Map.copyOf(instances);
        if (IntStream.concat(
                        IntStream.of(aws, database), instances.values().stream().mapToInt(Integer::intValue))
                .anyMatch(port -> port < 0 || port > HIGHEST)) {
            throw new IllegalArgumentException(
                    "A port is out of range: --port, --database-port and --instance-port take 0 to " + HIGHEST);
        }
    }
}
