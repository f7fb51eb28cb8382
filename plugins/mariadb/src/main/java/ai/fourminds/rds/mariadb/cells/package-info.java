/** Reads MariaDB Connector/J's values for an export. */
@NullMarked
package ai.fourminds.rds.mariadb.cells;

import org.jspecify.annotations.NullMarked;
