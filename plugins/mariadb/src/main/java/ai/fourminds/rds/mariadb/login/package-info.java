/**
 * The login: MariaDB Connector/J behind verified TLS with an IAM token, the allowed properties, and the classification
 * of its failures.
 */
@NullMarked
package ai.fourminds.rds.mariadb.login;

import org.jspecify.annotations.NullMarked;
