/** Writes the folder of an export: its lock, journal, table files and manifest. */
@NullMarked
package ai.fourminds.rds.cli.export.folder;

import org.jspecify.annotations.NullMarked;
