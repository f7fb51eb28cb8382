/**
 * The login: pgjdbc behind verified TLS with an IAM token, the properties it may be given, and what its failures mean.
 */
@NullMarked
package ai.fourminds.rds.postgresql.login;

import org.jspecify.annotations.NullMarked;
