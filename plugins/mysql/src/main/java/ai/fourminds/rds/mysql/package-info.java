/**
 * MySQL through Connector/J behind verified TLS with an IAM token. {@link ai.fourminds.rds.mysql.MysqlPlugin} is the door; what
 * else is public is so because Connector/J instantiates it by name.
 */
@NullMarked
package ai.fourminds.rds.mysql;

import org.jspecify.annotations.NullMarked;
