/**
 * What MySQL, MariaDB and their native drivers share: the login that hands the token over, the catalogue, the export over the
 * text protocol. Knows no native driver. {@link ai.fourminds.rds.plugins.mysql.MysqlFamily} and {@link
 * ai.fourminds.rds.plugins.mysql.TokenLogin} are the doors.
 */
@NullMarked
package ai.fourminds.rds.plugins.mysql;

import org.jspecify.annotations.NullMarked;
