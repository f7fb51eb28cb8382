/**
 * The login: Connector/J behind verified TLS with an IAM token, the properties it may be given, and what its failures
 * mean.
 */
@NullMarked
package ai.fourminds.rds.mysql.login;

import org.jspecify.annotations.NullMarked;
