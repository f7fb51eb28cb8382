/**
 * The common part of MySQL and MariaDB logins: the socket that writes the token, addresses, and the classification of
 * error numbers.
 */
@NullMarked
package ai.fourminds.rds.plugins.mysql.login;

import org.jspecify.annotations.NullMarked;
