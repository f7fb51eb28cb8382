package ai.fourminds.rds.internal.settings.host;

/** What a reference names. */
public enum NameKind {
    /** An identifier: that of an instance or, where there is no such instance, of a cluster. */
    IDENTIFIER,
    /** A DB instance. */
    INSTANCE,
    /** A cluster, by its ARN or its writer's endpoint. */
    CLUSTER,
    /** A cluster by its readers' endpoint. */
    READER,
    /** A custom endpoint of a cluster; the identifier is the endpoint's. */
    CUSTOM,
    /** A proxy, or one of its further endpoints; the identifier is the proxy's resource id when it is named by its ARN. */
    PROXY,
    /** The writer of a global cluster. */
    GLOBAL,
    /** A shard group of Aurora Limitless. */
    SHARD_GROUP,
    /** A name of one's own. */
    ALIAS
}
