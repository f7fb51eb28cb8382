/** Writes one file of an export: counts, digests and compresses its bytes. */
@NullMarked
package ai.fourminds.rds.cli.export.file;

import org.jspecify.annotations.NullMarked;
