/** Writes rows and cells as CSV. */
@NullMarked
package ai.fourminds.rds.plugins.common.csv;

import org.jspecify.annotations.NullMarked;
