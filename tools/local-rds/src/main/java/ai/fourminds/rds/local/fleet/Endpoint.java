package ai.fourminds.rds.local.fleet;

/** The host and port that RDS announces. Immutable. */
public record Endpoint(String host, int port) {}
