/** Reads Connector/J's values for an export. */
@NullMarked
package ai.fourminds.rds.mysql.cells;

import org.jspecify.annotations.NullMarked;
