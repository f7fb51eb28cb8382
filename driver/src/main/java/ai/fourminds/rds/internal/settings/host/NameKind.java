package ai.fourminds.rds.internal.settings.host;

/** The kind of target that a reference names. */
public enum NameKind {
    /** An identifier: an instance's or, if there is no such instance, a cluster's. */
    IDENTIFIER,
    INSTANCE,
    /** A cluster, by its ARN or its writer endpoint. */
    CLUSTER,
    /** A cluster, by its reader endpoint. */
    READER,
    /** A custom endpoint of a cluster; the identifier is the endpoint's. */
    CUSTOM,
    /** A proxy, or one of its additional endpoints; the identifier is the proxy's resource id if its ARN is given. */
    PROXY,
    /** The writer of a global cluster. */
    GLOBAL,
    /** A shard group of Aurora Limitless. */
    SHARD_GROUP,
    /** A DNS name of the user's own. */
    ALIAS
}
