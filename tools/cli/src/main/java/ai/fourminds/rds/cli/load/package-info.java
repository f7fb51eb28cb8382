/** Scripts that load an export's files elsewhere, from its manifest. */
@NullMarked
package ai.fourminds.rds.cli.load;

import org.jspecify.annotations.NullMarked;
