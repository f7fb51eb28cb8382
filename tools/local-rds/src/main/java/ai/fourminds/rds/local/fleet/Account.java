package ai.fourminds.rds.local.fleet;

/** The AWS account and region that everything here belongs to. Immutable. */
public record Account(String id, String region) {
    public String instanceArn(String identifier) {
        return "arn:aws:rds:" + region + ":" + id + ":db:" + identifier;
    }

    /** The host name that RDS would give the instance. */
    public String endpointHost(String identifier) {
        return identifier + ".c9akciq32rk1." + region + ".rds.amazonaws.com";
    }
}
