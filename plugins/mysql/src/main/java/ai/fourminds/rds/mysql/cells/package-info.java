/** How Connector/J's values are read for an export. */
@NullMarked
package ai.fourminds.rds.mysql.cells;

import org.jspecify.annotations.NullMarked;
