package ai.fourminds.rds.cli.local;

/**
 * Where a local RDS listens on loopback.
 *
 * @param aws port of the AWS operations, 0 for any that is free
 * @param database port of the database gateway, 0 for any that is free
 */
public record LocalPorts(int aws, int database) {
    private static final int HIGHEST = 65_535;

    /** Any ports that are free. */
    public static final LocalPorts ANY = new LocalPorts(0, 0);

    /** Refuses what is no port. */
    public LocalPorts {
        if (aws < 0 || aws > HIGHEST || database < 0 || database > HIGHEST) {
            throw new IllegalArgumentException("a port is between 0 and " + HIGHEST);
        }
    }
}
