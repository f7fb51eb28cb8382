/**
 * The login: MariaDB Connector/J behind verified TLS with an IAM token, the properties it may be given, and what its
 * failures mean.
 */
@NullMarked
package ai.fourminds.rds.mariadb.login;

import org.jspecify.annotations.NullMarked;
