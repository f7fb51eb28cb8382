/**
 * MariaDB through MariaDB Connector/J behind verified TLS with an IAM token. {@link ai.fourminds.rds.mariadb.MariadbPlugin} is the door; what
 * else is public is so because the native driver instantiates it by name.
 */
@NullMarked
package ai.fourminds.rds.mariadb;

import org.jspecify.annotations.NullMarked;
