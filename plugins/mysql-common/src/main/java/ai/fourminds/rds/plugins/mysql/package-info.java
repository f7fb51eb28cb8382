/**
 * What the MySQL and MariaDB engines share. {@link ai.fourminds.rds.plugins.mysql.FamilyPlugin} is the plugin that both extend;
 * {@code login}, {@code catalogue} and {@code copy} do its work. Knows no native driver.
 */
@NullMarked
package ai.fourminds.rds.plugins.mysql;

import org.jspecify.annotations.NullMarked;
