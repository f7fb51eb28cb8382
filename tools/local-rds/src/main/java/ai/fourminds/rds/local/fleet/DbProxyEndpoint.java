package ai.fourminds.rds.local.fleet;

/** An additional endpoint of a proxy, which leads to the readers of a cluster. Immutable. */
public record DbProxyEndpoint(DbProxy proxy, String name) {
    /** Returns {@code prx-endpoint-} and digits, derived from the name. */
    public String resourceId() {
        return ResourceId.hexadecimal("prx-endpoint-", name);
    }
}
