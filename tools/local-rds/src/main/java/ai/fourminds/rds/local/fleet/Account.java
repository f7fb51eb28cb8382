package ai.fourminds.rds.local.fleet;

/** The AWS account and region of the local RDS. Immutable. */
public record Account(String id, String region) {
    /** The only account; its digits are those of AWS's documentation. */
    public static final Account LOCAL = new Account("123456789012", "us-east-1");

    /** The part that all endpoints of an account in a region share. */
    private static final String CODE = "c9akciq32rk1";

    /** Returns the ARN of a global cluster, which has no region. */
    public String globalClusterArn(String identifier) {
        return "arn:aws:rds::" + id + ":global-cluster:" + identifier;
    }

    /** Returns the ARN of a resource of RDS; {@code kind} is {@code db} or {@code cluster}, for example. */
    public String arn(String kind, String name) {
        return "arn:aws:rds:" + region + ":" + id + ":" + kind + ":" + name;
    }

    /** Returns the host name that RDS would give the instance. */
    public String endpointHost(String identifier) {
        return host(identifier, "");
    }

    public String writerHost(String cluster) {
        return host(cluster, "cluster-");
    }

    public String readerHost(String cluster) {
        return host(cluster, "cluster-ro-");
    }

    /** Returns the host name of a cluster's custom endpoint; {@code *} for all. */
    public String customHost(String endpoint) {
        return host(endpoint, "cluster-custom-");
    }

    public String proxyHost(String proxy) {
        return host(proxy, "proxy-");
    }

    public String proxyEndpointHost(String endpoint) {
        return host(endpoint + ".endpoint", "proxy-");
    }

    public String globalHost(String globalCluster) {
        return globalCluster + ".global-" + CODE + ".global.rds.amazonaws.com";
    }

    /** Returns the writer's host name of a cluster in the region of its ARN. */
    public String writerHostOf(String clusterArn) {
        String[] parts = clusterArn.split(":", -1);
        return new Account(id, parts[3]).writerHost(parts[6]);
    }

    private String host(String name, String kind) {
        return name + "." + kind + CODE + "." + region + ".rds.amazonaws.com";
    }
}
