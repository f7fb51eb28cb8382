/** Runs MariaDB and MySQL, and handles their logins as RDS would. */
@NullMarked
package ai.fourminds.rds.local.mysql;

import org.jspecify.annotations.NullMarked;
