/** How MariaDB Connector/J's values are read for an export. */
@NullMarked
package ai.fourminds.rds.mariadb.cells;

import org.jspecify.annotations.NullMarked;
