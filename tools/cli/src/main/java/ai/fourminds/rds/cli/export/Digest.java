package ai.fourminds.rds.cli.export;

/** Size and SHA-256 (lower-case hex) of what was written. */
record Digest(long bytes, String sha256) {}
