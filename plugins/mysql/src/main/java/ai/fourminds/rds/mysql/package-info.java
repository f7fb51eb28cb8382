/**
 * The MySQL engine, through Connector/J. {@link ai.fourminds.rds.mysql.MysqlPlugin} is the only type for others; catalogue and
 * export are those of {@link ai.fourminds.rds.plugins.mysql}.
 */
@NullMarked
package ai.fourminds.rds.mysql;

import org.jspecify.annotations.NullMarked;
