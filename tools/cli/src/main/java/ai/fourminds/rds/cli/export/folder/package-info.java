/** The folder of an export: its lock, its CSV files, its manifest, and what an earlier export left there. */
@NullMarked
package ai.fourminds.rds.cli.export.folder;

import org.jspecify.annotations.NullMarked;
