package ai.fourminds.rds.export;

import org.jspecify.annotations.Nullable;

/**
 * The size and SHA-256 of a written file, or the size of several.
 *
 * @param sha256 in lower-case hex; null for several files
 * @param uncompressedBytes the size before compression, null for an uncompressed file
 */
public record Digest(
        long bytes, @Nullable String sha256, @Nullable Long uncompressedBytes) {}
