package ai.fourminds.rds.cli.export.file;

import org.jspecify.annotations.Nullable;

/**
 * Size and SHA-256 (lower-case hex) of what was written.
 *
 * @param uncompressedBytes its size before it was compressed, null where it was not
 */
public record Digest(long bytes, String sha256, @Nullable Long uncompressedBytes) {}
