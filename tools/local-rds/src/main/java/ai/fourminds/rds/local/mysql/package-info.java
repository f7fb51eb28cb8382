/** Embedded MariaDB and MySQL, and the gateway that guards them as RDS would. */
@NullMarked
package ai.fourminds.rds.local.mysql;

import org.jspecify.annotations.NullMarked;
