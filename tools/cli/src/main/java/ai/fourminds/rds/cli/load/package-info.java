/** Writes scripts, from an export's manifest, that load its files into other systems. */
@NullMarked
package ai.fourminds.rds.cli.load;

import org.jspecify.annotations.NullMarked;
