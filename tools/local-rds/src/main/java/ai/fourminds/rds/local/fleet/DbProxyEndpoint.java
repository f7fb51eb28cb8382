package ai.fourminds.rds.local.fleet;

/** An endpoint of a proxy, other than its own, that leads to the readers of a cluster. Immutable. */
public record DbProxyEndpoint(DbProxy proxy, String name) {
    /** {@code prx-endpoint-} and digits that depend on nothing but the name. */
    public String resourceId() {
        return ResourceId.hexadecimal("prx-endpoint-", name);
    }
}
