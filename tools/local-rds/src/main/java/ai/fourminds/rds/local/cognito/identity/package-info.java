/** The identity pool, which exchanges ID tokens of a user pool for AWS keys. */
@NullMarked
package ai.fourminds.rds.local.cognito.identity;

import org.jspecify.annotations.NullMarked;
