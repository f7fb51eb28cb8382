/** Parses and verifies the tokens for database logins. */
@NullMarked
package ai.fourminds.rds.local.iam.token;

import org.jspecify.annotations.NullMarked;
