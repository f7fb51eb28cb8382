package ai.fourminds.rds.local.fleet;

/** Where an instance is announced to listen. Immutable. */
public record Endpoint(String host, int port) {}
