package ai.fourminds.rds.local.fleet;

/** The AWS account and region that everything here belongs to. Immutable. */
public record Account(String id, String region) {
    /** The only one; its digits are those of AWS's documentation. */
    public static final Account LOCAL = new Account("123456789012", "us-east-1");

    /** What all endpoints of an account in a region have in common. */
    private static final String CODE = "c9akciq32rk1";

    public String instanceArn(String identifier) {
        return arn("db:" + identifier);
    }

    public String clusterArn(String identifier) {
        return arn("cluster:" + identifier);
    }

    public String clusterEndpointArn(String identifier) {
        return arn("cluster-endpoint:" + identifier);
    }

    public String proxyArn(String resourceId) {
        return arn("db-proxy:" + resourceId);
    }

    public String proxyEndpointArn(String resourceId) {
        return arn("db-proxy-endpoint:" + resourceId);
    }

    /** Global clusters are of no region. */
    public String globalClusterArn(String identifier) {
        return "arn:aws:rds::" + id + ":global-cluster:" + identifier;
    }

    private String arn(String resource) {
        return "arn:aws:rds:" + region + ":" + id + ":" + resource;
    }

    /** The host name that RDS would give the instance. */
    public String endpointHost(String identifier) {
        return host(identifier, "");
    }

    /** The host name that leads to a cluster's writer. */
    public String writerHost(String cluster) {
        return host(cluster, "cluster-");
    }

    /** The host name that leads to a cluster's readers. */
    public String readerHost(String cluster) {
        return host(cluster, "cluster-ro-");
    }

    /** The host name of a cluster's endpoint of this name; an asterisk for all. */
    public String customHost(String endpoint) {
        return host(endpoint, "cluster-custom-");
    }

    /** The host name of a proxy. */
    public String proxyHost(String proxy) {
        return host(proxy, "proxy-");
    }

    /** The host name of a proxy's endpoint of this name. */
    public String proxyEndpointHost(String endpoint) {
        return host(endpoint + ".endpoint", "proxy-");
    }

    /** The host name that leads to a global cluster's writer. */
    public String globalHost(String globalCluster) {
        return globalCluster + ".global-" + CODE + ".global.rds.amazonaws.com";
    }

    /** The writer's host name of a cluster in whatever region its ARN names. */
    public String writerHostOf(String clusterArn) {
        String[] parts = clusterArn.split(":", -1);
        return new Account(id, parts[3]).writerHost(parts[6]);
    }

    private String host(String name, String kind) {
        return name + "." + kind + CODE + "." + region + ".rds.amazonaws.com";
    }
}
