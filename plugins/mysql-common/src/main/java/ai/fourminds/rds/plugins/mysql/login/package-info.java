/**
 * What logins of MySQL and MariaDB share: the socket that hands over the token, addresses, and what error numbers mean.
 */
@NullMarked
package ai.fourminds.rds.plugins.mysql.login;

import org.jspecify.annotations.NullMarked;
