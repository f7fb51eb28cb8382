package ai.fourminds.rds.export;

import org.jspecify.annotations.Nullable;

/**
 * Size and SHA-256 of what was written.
 *
 * @param sha256 in lower-case hex; null of several files
 * @param uncompressedBytes its size before it was compressed, null where it was not
 */
public record Digest(
        long bytes, @Nullable String sha256, @Nullable Long uncompressedBytes) {}
