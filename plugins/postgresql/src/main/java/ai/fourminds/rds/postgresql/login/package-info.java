/**
 * The login: pgjdbc behind verified TLS with an IAM token, the allowed properties, and the classification of its
 * failures.
 */
@NullMarked
package ai.fourminds.rds.postgresql.login;

import org.jspecify.annotations.NullMarked;
