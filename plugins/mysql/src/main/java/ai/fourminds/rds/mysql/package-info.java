/**
 * The MySQL engine, through Connector/J. Other code uses only {@link ai.fourminds.rds.mysql.MysqlPlugin};
 * catalogue and export are in {@link ai.fourminds.rds.plugins.mysql}.
 */
@NullMarked
package ai.fourminds.rds.mysql;

import org.jspecify.annotations.NullMarked;
