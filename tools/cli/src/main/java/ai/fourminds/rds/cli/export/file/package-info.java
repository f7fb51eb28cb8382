/** One file of an export: its name, its compression, its bytes, its digest. */
@NullMarked
package ai.fourminds.rds.cli.export.file;

import org.jspecify.annotations.NullMarked;
