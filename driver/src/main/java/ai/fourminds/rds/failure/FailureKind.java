package ai.fourminds.rds.failure;

/** Where between settings and login a failure lies. */
public enum FailureKind {
    /** A URL, setting or option is wrong. */
    SETTINGS,
    /** AWS credentials are missing, expired or lack a permission, or AWS refuses for another reason. */
    AWS,
    /** The instance does not exist, is not ready, or has an engine without a plugin. */
    INSTANCE,
    /** The network or TLS failed, on the way to AWS or to the instance. */
    NETWORK,
    /** The database refused the login. */
    LOGIN
}
