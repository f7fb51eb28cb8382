/** Shows the progress of an export, on terminals and elsewhere. */
@NullMarked
package ai.fourminds.rds.cli.progress;

import org.jspecify.annotations.NullMarked;
