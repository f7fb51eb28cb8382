/**
 * The common part of the MySQL and MariaDB engines. Both extend {@link ai.fourminds.rds.plugins.mysql.FamilyPlugin},
 * which uses {@code login}, {@code catalogue} and {@code copy}. Depends on no native driver.
 */
@NullMarked
package ai.fourminds.rds.plugins.mysql;

import org.jspecify.annotations.NullMarked;
